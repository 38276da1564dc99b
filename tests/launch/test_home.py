import os
from pathlib import Path

import pytest

from plandugnad.launch.account import Account
from plandugnad.launch.errors import LaunchError
from plandugnad.launch.home import find_home

SOMEBODY = Account(uid=54321, gid=54321)


def test_an_ordinary_user_keeps_the_database_in_the_data_folder(tmp_path: Path) -> None:
    assert find_home(tmp_path, None) == tmp_path


def test_below_a_closed_home_the_database_goes_elsewhere_and_is_found_there_again(tmp_path: Path) -> None:
    folder = tmp_path / "closed" / "var" / "database"
    folder.mkdir(parents=True)
    (tmp_path / "closed").chmod(0o700)
    home = find_home(folder, SOMEBODY, tmp_path / "elsewhere")
    assert home.parent == tmp_path / "elsewhere"
    assert home.name.startswith("var-")
    (tmp_path / "closed").chmod(0o755)
    assert find_home(folder, SOMEBODY, tmp_path / "another") == home, "opening the folder must not hide the database"
    assert find_home(folder, None) == home


def test_a_database_that_can_no_longer_be_reached_is_not_replaced_by_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "cluster").mkdir()
    tmp_path.chmod(0o700)
    with pytest.raises(LaunchError, match="kan ikke nås"):
        find_home(tmp_path, SOMEBODY)


def test_a_name_that_a_shell_would_misread_is_avoided(tmp_path: Path) -> None:
    folder = tmp_path / 'var "x"' / "database"
    folder.mkdir(parents=True)
    everybody = Account(os.geteuid(), os.getegid())
    assert find_home(folder, everybody, tmp_path / "elsewhere").parent == tmp_path / "elsewhere"


def test_a_place_made_by_somebody_else_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "database"
    folder.mkdir(parents=True)
    tmp_path.chmod(0o700)
    (tmp_path / "real").mkdir()
    (tmp_path / "elsewhere").symlink_to(tmp_path / "real")
    with pytest.raises(LaunchError, match="laget av noen andre"):
        find_home(folder, SOMEBODY, tmp_path / "elsewhere")
