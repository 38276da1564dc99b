import os
from pathlib import Path

import pytest

from plandugnad.launch.errors import LaunchError
from plandugnad.launch.socket_folder import SOCKET_NAME, choose_socket_folder, make_socket_folder


@pytest.mark.parametrize("home", ["/srv/plan", "/srv/" + "lang-mappe/" * 20, "/srv/med,komma", '/srv/med"fnutt'])
def test_the_socket_always_fits_and_is_never_read_as_a_list(home: str) -> None:
    folder = choose_socket_folder(Path(home))
    assert len(os.fsencode(folder / SOCKET_NAME)) <= 100
    assert not set(str(folder)) & set(",\"'")
    assert choose_socket_folder(Path(home)) == folder


def test_two_long_folders_have_different_sockets() -> None:
    first, second = (choose_socket_folder(Path("/srv/" + "lang-mappe/" * 20 + name)) for name in ("a", "b"))
    assert first != second


def test_the_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "socket"
    make_socket_folder(folder, None)
    make_socket_folder(folder, None)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_symbolic_link_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "trap").mkdir()
    (tmp_path / "plandugnad-0-abc").symlink_to(tmp_path / "trap")
    with pytest.raises(LaunchError, match="laget av noen andre"):
        make_socket_folder(tmp_path / "plandugnad-0-abc" / "socket", None)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_that_someone_else_made_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "plandugnad-0-abc"
    folder.mkdir(mode=0o700)
    os.chown(folder, 54321, 54321)
    with pytest.raises(LaunchError, match="laget av noen andre"):
        make_socket_folder(folder / "socket", None)


def test_a_folder_that_others_can_write_in_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "plandugnad-0-abc"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(LaunchError, match="kan skrives av andre"):
        make_socket_folder(folder / "socket", None)
