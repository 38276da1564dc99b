"""Secrets by name or by file, through the reader itself and through a real start."""

import subprocess
import sys
from pathlib import Path

import pytest

from plandugnad.config import environment
from plandugnad.config.environment import WrongSetting, secret

NAME, FILE = "PLANDUGNAD_SMTP_PASSWORD", "PLANDUGNAD_SMTP_PASSWORD_FILE"


@pytest.fixture(autouse=True)
def _unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    monkeypatch.delenv(FILE, raising=False)


def test_a_secret_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "bjørk og furu")
    assert secret(NAME) == "bjørk og furu"


@pytest.mark.parametrize("content", ["bjørk og furu", "bjørk og furu\n", "bjørk og furu\r\n", "\ufeffbjørk og furu\n"])
def test_a_secret_may_lie_in_a_file_as_an_editor_leaves_it(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "passord"
    path.write_bytes(content.encode())
    monkeypatch.setenv(FILE, str(path))
    assert secret(NAME) == "bjørk og furu"


def test_an_empty_name_counts_as_not_set_as_composed_containers_have_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "passord"
    path.write_text("  mellomrom er også tegn ")
    monkeypatch.setenv(NAME, "")
    monkeypatch.setenv(FILE, str(path))
    assert secret(NAME) == "  mellomrom er også tegn "
    monkeypatch.setenv(FILE, "")
    assert secret(NAME) == ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "er tom"),
        (b"\n", "er tom"),
        (b"   \n", "er tom"),
        (b"hemmelig-ord\nog en linje til\n", "på én linje"),
        (b"hemmelig-ord\x00", "på én linje"),
        ("hemmelig-ord".encode("utf-16"), "ikke tekst i UTF-8"),
        (b"hemmelig-ord" * 10_000, "for stor"),
    ],
)
def test_a_file_that_holds_no_secret_stops_the_start_and_is_not_repeated(
    content: bytes, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "passord"
    path.write_bytes(content)
    monkeypatch.setenv(FILE, str(path))
    with pytest.raises(WrongSetting) as refused:
        secret(NAME)
    assert FILE in str(refused.value)
    assert why in str(refused.value)
    assert "hemmelig-ord" not in str(refused.value)


def test_a_file_that_is_missing_or_is_a_folder_or_one_too_many_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FILE, str(tmp_path / "borte"))
    with pytest.raises(WrongSetting, match="borte finnes ikke"):
        secret(NAME)
    monkeypatch.setenv(FILE, str(tmp_path))
    with pytest.raises(WrongSetting, match="er en mappe"):
        secret(NAME)
    monkeypatch.setenv(NAME, "også her")
    with pytest.raises(WrongSetting, match="Ta bort den ene"):
        secret(NAME)


def test_a_file_we_may_not_read_is_told_of(tmp_path: Path) -> None:
    """In a process of another account: root may read anything."""
    path = tmp_path / "passord"
    path.write_text("hemmelig")
    path.chmod(0)
    program = "import os; from plandugnad.config.environment import secret; os.geteuid() or os.setuid(65534); "
    said = subprocess.run(
        [sys.executable, "-c", program + f"secret({NAME!r})"],
        env={FILE: str(path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert said.returncode == 1
    assert FILE in said.stderr
    assert "kan ikke leses" in said.stderr
    assert "hemmelig" not in said.stderr


def test_an_address_of_a_database_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "adresse"
    path.write_text("postgresql://plan:hemmelig@db.example/plandugnad\n")
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("DATABASE_URL_FILE", str(path))
    read = environment.database("DATABASE_URL", 0)
    assert (read["HOST"], read["USER"], read["PASSWORD"]) == ("db.example", "plan", "hemmelig")


def test_an_address_that_cannot_be_read_is_refused_without_repeating_the_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://plan:hemmelig@[db.example/plandugnad")
    with pytest.raises(WrongSetting) as refused:
        environment.database("DATABASE_URL", 0)
    assert "hemmelig" not in str(refused.value)
