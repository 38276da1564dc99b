"""pg_dump and pg_restore, on any database we can use."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from plandugnad.launch.binaries import find_programs
from plandugnad.launch.errors import LaunchError

# The programs in the wheel are built without TLS.
_NEEDS_TLS = re.compile(r"sslmode=(require|verify-ca|verify-full)")
# PostgreSQL 18 writes a setting that 15 and 16 do not know. It stands among the first lines, before any data.
_UNKNOWN_BEFORE_17 = b"SET transaction_timeout = 0;\n"
_PREAMBLE_LINES = 60


def dump_database(url: str, target: Path) -> None:
    command = [_program("pg_dump", url), "-Fc", "--no-owner", "--no-privileges", "-f", str(target), "-d", url]
    finished = subprocess.run(command, env=_environment(), capture_output=True, check=False)  # noqa: S603
    if finished.returncode != 0:
        raise LaunchError(f"Sikkerhetskopien av databasen mislyktes: «{_reason(finished.stderr)}».")


def load_database(source: Path, url: str) -> None:
    """In one transaction: all of it or nothing."""
    reading = [_program("pg_restore", url), "--no-owner", "--no-privileges", "-f", "-", str(source)]
    writing = [
        *(_program("psql", url), "-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction"),
        *("-o", os.devnull, "-f", "-", "-d", url),
    ]
    with tempfile.TemporaryFile() as said:
        reader = subprocess.Popen(reading, env=_environment(), stdout=subprocess.PIPE, stderr=said)  # noqa: S603
        writer = subprocess.Popen(writing, env=_environment(), stdin=subprocess.PIPE, stderr=said)  # noqa: S603
        assert reader.stdout is not None
        assert writer.stdin is not None
        _pass_on(reader.stdout, writer.stdin)
        codes = (reader.wait(), writer.wait())
        said.seek(0)
        if any(codes):
            raise LaunchError(f"Databasen kunne ikke hentes inn: «{_reason(said.read())}». Ingenting er endret.")


def _pass_on(lines: IO[bytes], target: IO[bytes]) -> None:
    try:
        for number, line in enumerate(lines):
            if number > _PREAMBLE_LINES or line != _UNKNOWN_BEFORE_17:
                target.write(line)
        target.close()
    except BrokenPipeError:  # the writer has stopped at an error and says why itself
        pass
    finally:
        lines.close()


def _program(name: str, url: str) -> str:
    if not _NEEDS_TLS.search(url):
        return str(find_programs().path(name))
    found = shutil.which(name)
    if found is None:
        raise LaunchError(
            f"Databasen krever kryptert forbindelse, og da trengs maskinens eget program {name}. "
            "Installer PostgreSQLs klientprogrammer (på Debian: apt install postgresql-client)."
        )
    return found


def _environment() -> dict[str, str]:
    return dict(os.environ) | {"LC_ALL": "C"}


def _reason(output: bytes) -> str:
    lines = [line for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    return next((line for line in lines if "error" in line.lower()), lines[0] if lines else "ukjent feil")[:300]
