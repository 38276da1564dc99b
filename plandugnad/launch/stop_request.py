import signal
from types import FrameType

from plandugnad.launch.errors import StoppedError

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequest:
    """Ctrl-C, a polite kill or a closed terminal. Asked twice: harder."""

    def __init__(self) -> None:
        self.times = 0

    def listen(self) -> None:
        for number in _SIGNALS:
            if number == signal.SIGHUP and signal.getsignal(number) == signal.SIG_IGN:
                continue  # nohup: the person wants it to go on
            signal.signal(number, self._hear)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        self.times += 1

    @property
    def is_made(self) -> bool:
        return self.times > 0

    @property
    def is_urgent(self) -> bool:
        return self.times > 1

    def check(self) -> None:
        if self.is_made:
            raise StoppedError
