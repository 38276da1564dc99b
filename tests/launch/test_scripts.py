import subprocess
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("sh", "dirname", "cat", "cksum", "head")


def prepare(tree: Path, python: str | None) -> subprocess.CompletedProcess[str]:
    """In a tree without .venv, on a machine that has hardly anything."""
    (tree / "scripts").mkdir()
    (tree / "bin").mkdir()
    (tree / "scripts" / "prepare.sh").write_text((ROOT / "scripts" / "prepare.sh").read_text("utf-8"), "utf-8")
    for tool in TOOLS:
        place = next(path for path in (Path("/bin", tool), Path("/usr/bin", tool)) if path.exists())
        (tree / "bin" / tool).symlink_to(place)
    if python:
        (tree / "bin" / "python3").write_text(python, "utf-8")
        (tree / "bin" / "python3").chmod(0o755)
    return subprocess.run(
        ["/bin/sh", "scripts/prepare.sh", "run"],
        cwd=tree,
        env={"PATH": str(tree / "bin")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("python", [None, "#!/bin/sh\nexit 1\n"])
def test_without_a_new_enough_python_one_sentence_says_how_to_get_it(tmp_path: Path, python: str | None) -> None:
    told = prepare(tmp_path, python)
    assert told.returncode == 1
    assert "trenger Python 3.11 eller nyere" in told.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_python_without_venv_is_told_apart(tmp_path: Path) -> None:
    told = prepare(tmp_path, '#!/bin/sh\ncase "$2" in *venv*) exit 1 ;; esac\n')
    assert told.returncode == 1
    assert "apt install python3-venv" in told.stderr


def test_the_wheel_needs_what_run_in_says() -> None:
    spec = spec_from_file_location("dependencies", ROOT / "scripts" / "dependencies.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    metadata: dict[str, list[str]] = {}
    module.RequirementsHook(str(ROOT), {}).update(metadata)
    wanted = (ROOT / "requirements" / "run.in").read_text("utf-8")
    assert "uvicorn>=0.54" in metadata["dependencies"]
    assert all(one in wanted and not one.startswith(("#", "-")) for one in metadata["dependencies"])
