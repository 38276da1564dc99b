"""A PostgreSQL left behind when its supervisor was killed: found, recognised and stopped properly."""

import os
import signal
import time
from pathlib import Path

import psutil

from plandugnad.launch.errors import LaunchError
from plandugnad.launch.socket_folder import SOCKET_NAME

_FAST_STOP_SECONDS = 30
_HARD_STOP_SECONDS = 15


def stop_leftover(cluster: Path) -> bool:
    """True when something was running. A postmaster.pid that names somebody else's process is removed.

    PostgreSQL only asks whether the number in postmaster.pid is alive, and the number may have been given to another
    program since; but removing the file beside living backends would let two postmasters write to one folder.
    """
    note = cluster / "postmaster.pid"
    if not note.exists():
        return False
    ours = _database_processes(cluster)
    if ours:
        _stop(ours, _noted_pid(note), cluster)
    pid = _noted_pid(note)
    if pid is not None and psutil.pid_exists(pid):
        note.unlink(missing_ok=True)
    return bool(ours)


def clear_socket(socket_folder: Path) -> None:
    """The socket's own lock is mistaken in the same way; nothing of ours is running any more when this is called."""
    for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
        (socket_folder / name).unlink(missing_ok=True)


def _noted_pid(note: Path) -> int | None:
    try:
        return abs(int(note.read_text("ascii", "replace").split("\n", 1)[0]))
    except (FileNotFoundError, ValueError):
        return None


def _database_processes(cluster: Path) -> list[psutil.Process]:
    """The postmaster and every one of its processes works from inside the cluster's folder."""
    return [process for process in psutil.process_iter() if _works_in(process, cluster)]


def _works_in(process: psutil.Process, cluster: Path) -> bool:
    try:
        return bool(process.name().startswith("postgres")) and Path(process.cwd()).samefile(cluster)
    except (psutil.Error, OSError):
        return False


def _stop(processes: list[psutil.Process], postmaster_pid: int | None, cluster: Path) -> None:
    postmasters = [process for process in processes if process.pid == postmaster_pid]
    # Backends without a postmaster end by themselves when they notice; asking is enough.
    _signal(postmasters or processes, signal.SIGINT if postmasters else signal.SIGTERM)
    if _have_ended(processes, _FAST_STOP_SECONDS):
        return
    _signal(processes, signal.SIGQUIT)
    if not _have_ended(processes, _HARD_STOP_SECONDS):
        numbers = ", ".join(str(process.pid) for process in processes if _is_alive(process))
        raise LaunchError(
            f"En database fra forrige gang kjører fortsatt i {cluster} (prosess {numbers}) og lar seg ikke stoppe. "
            f"Stopp den, og prøv igjen."
        )


def _have_ended(processes: list[psutil.Process], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while any(_is_alive(process) for process in processes):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _is_alive(process: psutil.Process) -> bool:
    """A dead one that nobody has reaped yet does not write to any file."""
    try:
        return bool(process.is_running()) and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _signal(processes: list[psutil.Process], number: signal.Signals) -> None:
    for process in processes:
        try:
            os.kill(process.pid, number)
        except ProcessLookupError:
            continue
        except PermissionError:
            raise LaunchError(
                "En database fra forrige gang kjører som en annen bruker. Start Plandugnad som den brukeren."
            ) from None
