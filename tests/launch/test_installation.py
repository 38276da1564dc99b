import os
from pathlib import Path

import pytest

from plandugnad.launch.errors import AlreadyRunningError, LaunchError
from plandugnad.launch.installation import Installation, usual_folder


def test_the_folder_on_the_command_line_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANDUGNAD_DATA", "/srv/plan")
    assert Installation.choose("/srv/annen").folder == Path("/srv/annen")
    assert Installation.choose(None).folder == Path("/srv/plan")
    monkeypatch.delenv("PLANDUGNAD_DATA")
    assert Installation.choose(None).folder == usual_folder()


def test_the_secret_key_is_made_once_and_is_for_our_eyes_only(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    key = installation.secret_key()
    assert len(key) >= 50
    assert installation.secret_key() == key
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_a_key_file_left_empty_by_a_full_disk_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "secret.key").touch()
    assert len(Installation(tmp_path).secret_key()) >= 50


def test_a_file_where_the_folder_should_be_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("", "utf-8")
    with pytest.raises(LaunchError, match="det ligger en fil i veien"):
        Installation(tmp_path / "var").make()


def test_files_and_logs_are_closed_to_others(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "var")
    installation.make()
    assert installation.files.stat().st_mode & 0o077 == 0
    assert installation.logs.stat().st_mode & 0o077 == 0
    assert installation.folder.stat().st_mode & 0o066 == 0


def test_one_serve_at_a_time(tmp_path: Path) -> None:
    first, second = (Installation(tmp_path).serve_lock() for _ in range(2))
    first.take()
    with pytest.raises(AlreadyRunningError, match="kjører allerede"):
        second.take()
    first.give_back()
    second.take()
    second.give_back()


def test_the_address_people_use_is_remembered(tmp_path: Path) -> None:
    assert Installation(tmp_path).base_url is None
    Installation(tmp_path).remember_base_url("https://plan.kommunen.no")
    assert Installation(tmp_path).base_url == "https://plan.kommunen.no"
    (tmp_path / "installation.json").write_text("{", "utf-8")
    with pytest.raises(LaunchError, match="er ødelagt"):
        _ = Installation(tmp_path).base_url


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_we_may_not_write_in_is_told_in_words(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(LaunchError, match="ikke lov til å skrive"):
        Installation(tmp_path / "var").make()
