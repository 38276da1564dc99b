"""The real provider: npm's oidc-provider as a process of its own, on loopback."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from plandugnad.accounts.providers.provider import Provider
from tests import npm

CLIENT, SECRET = "plandugnad:trying", "only/for+trying%20things"
LEVELS = ("idporten-loa-high",)
START_S = 60


def free_port() -> int:
    with socket.create_server(("localhost", 0)) as door:
        port: int = door.getsockname()[1]
        return port


def prepare() -> Path:
    """A folder with the locked packages and the program. Made once for those that share it."""
    folder = Path(tempfile.mkdtemp(prefix="plandugnad-provider-"))
    own = npm.ROOT / "node_modules"
    if (own / "oidc-provider").is_dir():
        (folder / "node_modules").symlink_to(own)
    else:
        npm.install(folder, "signing in at a provider is not tried")
    shutil.copy(Path(__file__).with_name("provider.mjs"), folder)
    return folder


@contextmanager
def running(product: str, *ways: str) -> Iterator[str]:
    """Its address, while it runs."""
    folder, port = prepare(), free_port()
    node, _ = npm.node_and_npm()
    command = [node, "provider.mjs", str(port), CLIENT, SECRET, product, *ways]
    with (folder / "said.txt").open("w") as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
    try:
        _wait(process, f"http://localhost:{port}/.well-known/openid-configuration", folder / "said.txt")
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(process: "subprocess.Popen[bytes]", address: str, said: Path) -> None:
    deadline = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5):
                return
        except URLError:
            time.sleep(0.1)
    raise AssertionError("the provider never answered:\n" + said.read_text())


def as_known(address: str, code: str = "porten", **more: object) -> Provider:
    """As the settings would read it."""
    about = {"acr": LEVELS, "two_steps": frozenset(LEVELS)} | more
    return Provider(code, "Prøveporten", address, CLIENT, SECRET, **about)  # type: ignore[arg-type]
