"""Making a new database cluster: whole, or not there at all."""

import os
import shutil
import subprocess
from pathlib import Path

from plandugnad.launch.account import Account
from plandugnad.launch.binaries import Programs
from plandugnad.launch.errors import LaunchError
from plandugnad.launch.postgres_errors import explain

_FLAGS = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-E", "UTF8", "-A", "trust")
# 'trust' lets in whoever reaches the socket; the socket's folder lets in only the database's own account and root.


def create_cluster(cluster: Path, programs: Programs, superuser: str, account: Account | None) -> None:
    unfinished = cluster.with_name(f"{cluster.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700, parents=True)
    if account:
        os.chown(unfinished, account.uid, account.gid)
    output = ""
    # macOS has no locale of the name C.UTF-8. Only what the C library does differs; sorting is PostgreSQL's own.
    for locale in ("C.UTF-8", "C"):
        finished = _run(
            [str(programs.path("initdb")), "-D", str(unfinished), "-U", superuser, *_FLAGS], locale, account
        )
        output = finished.stdout
        if finished.returncode == 0:
            unfinished.rename(cluster)
            return
        if "locale" not in output:
            break
    shutil.rmtree(unfinished, ignore_errors=True)
    raise LaunchError(explain(output, cluster.parent, None))


def _run(command: list[str], locale: str, account: Account | None) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return subprocess.run(  # noqa: S603  our own program
        command,
        env=kept | {"LC_ALL": locale},
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        start_new_session=True,
        check=False,
    )
