import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.launch.serving import Serving, run


def test_help_is_norwegian_with_examples_and_needs_neither_django_nor_a_database(environment: dict[str, str]) -> None:
    code = (
        "import sys; from plandugnad.launch.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print({'django', 'psycopg', 'uvicorn'} & set(sys.modules))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert "eksempler:" in shown
    assert shown.rstrip().endswith("set()")


@pytest.mark.parametrize("command", ["serve", "setup", "import", "backup", "restore", "manage"])
def test_every_command_explains_itself(command: str, environment: dict[str, str]) -> None:
    shown = run(environment, command, "--help")
    assert shown.returncode == 0
    assert f"eksempler:\n  plandugnad {command}" in shown.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["fly"], "«fly» er ingen kommando"),
        (["serve", "--port", "90000"], "«90000» er ingen port"),
        (["serve", "--prot", "1"], "Kjenner ikke igjen --prot 1."),
        (["setup"], "Du må også oppgi --email."),
        (["setup", "--email", "anna"], "«anna» er ingen e-postadresse"),
        (["setup", "--email", "anna@kommunen.no", "--base-url", "plan.kommunen.no"], "er ingen nettadresse"),
        (["import", "planer.xlsx", "--kommune", "Fjordvik"], "«Fjordvik» er ikke et kommunenummer"),
        (["import", "--kommune"], "--kommune mangler en verdi."),
    ],
)
def test_what_is_typed_wrong_is_told_in_norwegian(words: list[str], sentence: str, environment: dict[str, str]) -> None:
    told = run(environment, *words)
    assert told.returncode == 2
    assert sentence in told.stderr


def test_a_file_that_is_not_there_is_told_before_anything_starts(folder: Path, environment: dict[str, str]) -> None:
    told = run(environment, "import", "nowhere.xlsx", "--kommune", "9901", "--data", str(folder))
    assert told.returncode == 1
    assert "Fila nowhere.xlsx finnes ikke" in told.stderr


def test_anna_sets_up_an_empty_installation_that_can_never_become_a_demo(serving: Serving) -> None:
    data = ("--data", str(serving.folder))
    made = run(
        serving.environment, "setup", "--email", "anna@kommunen.no", "--base-url", "https://plan.kommunen.no", *data
    )
    assert made.returncode == 0, made.stderr
    assert "https://plan.kommunen.no/invitasjon/anna@kommunen.no" in made.stdout

    again = run(serving.environment, "setup", "--email", "even@kommunen.no", *data)
    assert again.returncode == 1
    assert "Her er det alt en installasjon" in again.stderr

    demo = run(serving.environment, "serve", "--demo", *data)
    assert demo.returncode == 1
    assert "kan ikke gjøres om til eksempel" in demo.stderr

    serving.start()
    assert serving.get("address").startswith("https://plan.kommunen.no ")


def test_the_key_that_signs_may_come_from_a_file_or_the_start_stops_with_a_sentence(demo: Serving) -> None:
    path = demo.folder.parent / "signing"
    demo.environment["PLANDUGNAD_SECRET_KEY_FILE"] = str(path)
    told = run(demo.environment, "serve", "--data", str(demo.folder))
    assert told.returncode == 1
    assert f"PLANDUGNAD_SECRET_KEY_FILE kan ikke brukes: filen {path} finnes ikke" in told.stderr
    path.write_text("qqqq-en-lang-nok-nøkkel-som-bare-brukes-i-prøver-qqqq\n", "utf-8")
    demo.start()
    assert demo.get("address").endswith(" qqqq")


def test_a_demo_cannot_be_set_up_as_ordinary(demo: Serving) -> None:
    told = run(demo.environment, "setup", "--email", "anna@kommunen.no", "--data", str(demo.folder))
    assert told.returncode == 1
    assert "Her ligger en eksempelregion" in told.stderr


def test_a_backup_taken_while_serving_comes_back_whole_in_a_new_folder(demo: Serving, tmp_path: Path) -> None:
    demo.start()
    demo.get("note/kyst")
    kept = demo.folder / "files" / "ab" / "plankart å.pdf"
    kept.parent.mkdir()
    kept.write_bytes(b"%PDF")
    copy = tmp_path / "kopi.tar"
    assert run(demo.environment, "backup", str(copy), "--data", str(demo.folder)).returncode == 0
    assert copy.stat().st_mode & 0o077 == 0
    demo.stop()

    refused = run(demo.environment, "restore", str(copy), "--data", str(demo.folder))
    assert refused.returncode == 1
    assert "det skal ikke skrives over" in refused.stderr

    new = Serving(demo.folder.parent / "ny", demo.environment)
    restored = run(demo.environment, "restore", str(copy), "--data", str(new.folder))
    assert restored.returncode == 0, restored.stderr
    new.start()
    assert new.get("notes") == "kyst"
    assert (new.folder / "files" / "ab" / "plankart å.pdf").read_bytes() == b"%PDF"
    new.end()


@pytest.mark.parametrize("hostile", ["../utenfor", "/tmp/utenfor", "secret.key", "files/../../utenfor"])
def test_a_backup_with_strange_paths_is_refused_whole(
    hostile: str, folder: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    source = tmp_path / "kopi.tar"
    manifest = tmp_path / "manifest.json"
    manifest.write_text('{"format": 1}', "utf-8")
    with tarfile.open(source, "w") as archive:
        archive.add(manifest, "manifest.json")
        strange = tarfile.TarInfo(hostile)
        strange.size = 3
        archive.addfile(strange, io.BytesIO(b"abc"))
    told = run(environment, "restore", str(source), "--data", str(folder))
    assert told.returncode == 1
    assert "hører hjemme" in told.stderr
    assert not list((folder / "files").iterdir())


def test_a_file_that_is_no_backup_is_refused(folder: Path, environment: dict[str, str], tmp_path: Path) -> None:
    source = tmp_path / "kopi.tar"
    source.write_bytes(b"PK\x03\x04 not a tar")
    told = run(environment, "restore", str(source), "--data", str(folder))
    assert told.returncode == 1
    assert "ikke en hel sikkerhetskopi" in told.stderr


def test_manage_uses_the_database_that_is_already_running(demo: Serving) -> None:
    demo.start()
    told = run(demo.environment | {"PLANDUGNAD_DATA": str(demo.folder)}, "manage", "showmigrations", "standin")
    assert "[X] 0001_initial" in told.stdout
    assert demo.get("helse") == "ok"
