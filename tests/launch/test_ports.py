import socket

import pytest

from plandugnad.launch.errors import LaunchError
from plandugnad.launch.ports import open_door


def test_localhost_is_shown_by_name_and_kept_to_this_machine() -> None:
    door = open_door("localhost", 8650)
    assert door.address == f"http://localhost:{door.port}"
    assert {one.getsockname()[0] for one in door.sockets} <= {"127.0.0.1", "::1"}
    door.close()


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_a_port_taken_on_either_loopback_is_passed_by(address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        taken = socket.create_server((address, 0), family=family)
    except OSError:
        pytest.skip(f"this machine has no {address}")
    with taken:
        port = taken.getsockname()[1]
        door = open_door("localhost", port)
        assert door.port > port
        door.close()


def test_an_address_that_is_not_ours_is_told_in_words() -> None:
    with pytest.raises(LaunchError, match=r"192\.0\.2\.1 finnes ikke på denne maskinen"):
        open_door("192.0.2.1", 8650)
