import signal
import subprocess

from plandugnad.launch.surroundings import django_command


def run_django(environment: dict[str, str], *arguments: str) -> int:
    """At the keyboard: output and questions go straight through, and Ctrl-C is for the command, not for us."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # Being ignored is inherited, so the child is given the usual answer to Ctrl-C back.
        code = subprocess.run(  # noqa: S603  our own command
            django_command(*arguments),
            env=environment,
            check=False,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ).returncode
    finally:
        signal.signal(signal.SIGINT, before)
    return code if code in (0, 1, 2) else 1
