"""Starting child processes that never outlive us."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from plandugnad.launch.account import Account

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def spawn(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    account: Account | None = None,
    death_signal: signal.Signals = signal.SIGKILL,
    descriptors: Sequence[int] = (),
    folder: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own (Ctrl-C must not reach it before us); output comes in `stdout`.

    The death signal comes when we are killed. SIGKILL by default: nobody is left to see that a child
    asked politely does end, and what is saved is safe.
    Trap: the kernel sends it when the starting *thread* ends, so call this from the main thread.
    """
    with warnings.catch_warnings():
        # From Python 3.12 a fork beside threads warns; the function below only makes two system calls.
        warnings.simplefilter("ignore", DeprecationWarning)
        return subprocess.Popen(  # noqa: S603  the commands are our own
            [os.fspath(part) for part in command],
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=descriptors,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            preexec_fn=_die_with(os.getpid(), death_signal),
        )


def _die_with(parent: int, death_signal: signal.Signals) -> Callable[[], None]:
    def in_the_child() -> None:
        # Runs after the change of account, which would clear the wish (man 2const PR_SET_PDEATHSIG).
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return in_the_child


def end(
    process: subprocess.Popen[bytes],
    requests: Sequence[tuple[signal.Signals, float]],
    is_urgent: Callable[[], bool] = bool,
) -> None:
    """Ask in one way after the other, each with its seconds; when it is urgent, go straight on to the next."""
    for number, seconds in requests:
        _ask(process, number)
        if _has_ended_within(process, seconds, is_urgent):
            return
    _ask(process, signal.SIGKILL)
    process.wait()


def _ask(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    if process.poll() is not None:
        return
    if number == signal.SIGKILL:
        os.killpg(process.pid, number)  # its own children too: the session is its own
    else:
        process.send_signal(number)


def _has_ended_within(process: subprocess.Popen[bytes], seconds: float, is_urgent: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    was_urgent = is_urgent()
    while process.poll() is None:
        if time.monotonic() > deadline or (is_urgent() and not was_urgent):
            return False
        time.sleep(0.02)
    return True
