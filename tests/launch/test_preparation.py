from pathlib import Path

from plandugnad.launch.preparation import code_fingerprint


def test_a_new_migration_a_changed_style_or_a_newer_register_is_noticed(tmp_path: Path) -> None:
    package = tmp_path / "package"
    seen = {code_fingerprint(package)}
    for name in ("package/plans/migrations/0001_initial.py", "package/web/static/web/main.css", "data/counties.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("a", "utf-8")
        seen.add(code_fingerprint(package))
        path.write_text("b", "utf-8")
        seen.add(code_fingerprint(package))
    assert len(seen) == 7


def test_the_time_of_a_file_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "plans" / "migrations" / "0001_initial.py"
    path.parent.mkdir(parents=True)
    path.write_text("a", "utf-8")
    before = code_fingerprint(tmp_path)
    path.write_text("a", "utf-8")
    path.touch()
    assert code_fingerprint(tmp_path) == before
