"""A child that is kept alive: started again when it dies, more and more slowly."""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from plandugnad.launch.child import end, spawn
from plandugnad.launch.errors import LaunchError
from plandugnad.launch.log import ChildLog
from plandugnad.launch.postgres import EmbeddedPostgres
from plandugnad.launch.progress import complain

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
_STEADY_SECONDS = 60.0


class Service(Protocol):
    name: str

    def start(self) -> None: ...

    @property
    def has_ended(self) -> bool: ...

    def stop(self, is_urgent: Callable[[], bool]) -> None: ...


class DatabaseService:
    name = "Databasen"

    def __init__(self, postgres: EmbeddedPostgres) -> None:
        self._postgres = postgres

    def start(self) -> None:
        self._postgres.start()

    @property
    def has_ended(self) -> bool:
        return not self._postgres.is_running

    def stop(self, is_urgent: Callable[[], bool]) -> None:
        self._postgres.stop(is_urgent=is_urgent)


class ProcessService:
    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        log: ChildLog,
        *,
        stop_seconds: float,
        descriptors: Sequence[int] = (),
    ) -> None:
        self.name = name
        self.log = log
        self._command = command
        self._environment = environment
        self._stop_seconds = stop_seconds
        self._descriptors = descriptors
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = spawn(self._command, environment=self._environment, descriptors=self._descriptors)
        self.log.follow(self._process.stdout)

    @property
    def has_ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def renew(self) -> None:
        """Kill it and start another at once."""
        if self._process is not None and self._process.poll() is None:
            end(self._process, [])
            self.start()

    def stop(self, is_urgent: Callable[[], bool]) -> None:
        if self._process is not None:
            end(self._process, [(signal.SIGTERM, self._stop_seconds)], is_urgent)
        self.log.finish()


class Kept:
    """One service and when it may be tried again."""

    def __init__(
        self,
        service: Service,
        *,
        after_restart: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.service = service
        self._after_restart = after_restart
        self.failures = 0
        self._clock = clock
        self._started_at = 0.0
        self._again_at: float | None = None

    def start(self) -> None:
        self._started_at = self._clock()
        self._again_at = None
        self.service.start()

    def tend(self) -> None:
        """To be called often: notices a death, and starts again when the pause is over."""
        if self._again_at is None:
            if self.service.has_ended:
                self._plan_restart()
        elif self._clock() >= self._again_at:
            self._try()

    def _try(self) -> None:
        try:
            self.start()
        except LaunchError as error:
            complain(str(error))
            self._plan_restart()
        else:
            self._after_restart()

    def _plan_restart(self) -> None:
        if self._clock() - self._started_at > _STEADY_SECONDS:
            self.failures = 0
        pause = min(_FIRST_PAUSE_SECONDS * 2**self.failures, _LONGEST_PAUSE_SECONDS)
        self.failures += 1
        self._again_at = self._clock() + pause
        complain(f"{self.service.name} stanset uventet. Starter igjen om {f'{pause:g}'.replace('.', ',')} s.")
