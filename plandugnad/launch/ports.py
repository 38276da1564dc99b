import errno
import socket
from contextlib import ExitStack
from dataclasses import dataclass

from plandugnad.launch.errors import LaunchError

_TRIED_PORTS = 50
_LOOPBACK = ("127.0.0.1", "::1")
_LOCAL_NAMES = ("localhost", *_LOOPBACK)
_ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  only recognised here, never a default


@dataclass(frozen=True)
class Door:
    """The sockets the web answers on. The supervisor holds them, so callers wait while a web restarts."""

    host: str
    port: int
    sockets: tuple[socket.socket, ...]

    @property
    def address(self) -> str:
        """localhost by name: passkeys are tied to a name, never to 127.0.0.1."""
        shown = "localhost" if self.host in (*_LOCAL_NAMES, *_ANY) else self.host
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}"

    @property
    def probe_host(self) -> str:
        return _ANY.get(self.host, _LOOPBACK[0] if self.host == "localhost" else self.host)

    def close(self) -> None:
        for one in self.sockets:
            one.close()


def open_door(host: str, port: int, *, single: bool = False) -> Door:
    """The first free port from the one asked for. `single`: on one socket, for servers that listen on no more."""
    for candidate in range(port, min(port + _TRIED_PORTS, 65536)):
        try:
            return Door(host, candidate, _bind(host, candidate, single))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                continue
            raise LaunchError(_sentence(error, host, candidate)) from error
    raise LaunchError(f"Ingen ledig port fra {port} og {_TRIED_PORTS} oppover. Velg en annen med --port.")


def _bind(host: str, port: int, single: bool) -> tuple[socket.socket, ...]:
    # Browsers may try ::1 first for localhost; somebody else's server there would answer in our place.
    addresses = _LOOPBACK if host == "localhost" else (host,)
    addresses = addresses[:1] if single else addresses
    bound: list[socket.socket] = []
    with ExitStack() as stack:
        for address in addresses:
            one = _bind_one(address, port, may_lack=address != addresses[0])
            if one:
                bound.append(one)
                stack.callback(one.close)
        stack.pop_all()  # all went well: they stay open
    return tuple(bound)


def _bind_one(address: str, port: int, may_lack: bool) -> socket.socket | None:
    family, kind, _, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    try:
        one = socket.socket(family, kind)
    except OSError:
        if may_lack:
            return None
        raise
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind(place)
        one.listen(256)
    except OSError as error:
        one.close()
        if may_lack and error.errno != errno.EADDRINUSE:
            return None
        raise
    return one


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EACCES:
        return f"Port {port} krever rettigheter du ikke har. Velg en over 1023 med --port."
    return f"Adressen {host} finnes ikke på denne maskinen. Velg en annen med --host."
