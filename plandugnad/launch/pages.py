"""One page worker: granian's WSGI server on a socket that the supervisor holds and that all workers share.

granian itself would open the socket and keep its own children. One process per worker under our supervisor means that
callers wait at the same door whoever dies, so its parts are used directly; the version is pinned and this is tested.
"""

import argparse
import gc
import importlib
import io
import itertools
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO, Any, cast

from granian._futures import _new_cbscheduler
from granian._granian import SocketHolder, WSGIWorker
from granian._loops import loops
from granian._signals import set_sync_signals
from granian.http import HTTP1Settings

from plandugnad.core.outages import NoRoom, is_no_room

_BACKLOG = 256
# Taken at a time by one worker; the rest wait in the socket, where whichever worker is free takes them. For the same
# reason no connection is kept for a next request: it would tie its owner to one worker, busy or not.
_CONNECTIONS = 8
_RUNTIME_THREADS, _RUNTIME_BLOCKING_THREADS = 1, 512
_IDLE_SECONDS = 600
_HEADERS_MS = 5_000  # whoever has not said what she wants by then makes room for others
_HEAD_BYTES = 64 * 1024  # of a request whose head has not ended; less is decided in config.head_limit
_KEPT_IN_MEMORY_BYTES = 1024**2
_PIECE_BYTES = 64 * 1024
_MOST_PASSED_BYTES = 128 * 1024**2  # somewhat more than any page takes
# After so many answers most of what stays has been read: code at once, templates and the words of languages by use.
_SETTLED_AFTER = frozenset({50, 500})
_WITHOUT_TLS: tuple[Any, ...] = (False, None, None, None, "tls1.3", None, [], False)
Application = Callable[..., Any]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("application")
    parser.add_argument("--descriptor", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    arguments = parser.parse_args()
    module, _, name = arguments.application.partition(":")
    serve(getattr(importlib.import_module(module), name), arguments.descriptor, arguments.threads)


def serve(application: Application, descriptor: int, threads: int) -> None:
    """Until SIGTERM; what is being answered then is answered."""
    stop, has_stopped = cast(Any, set_sync_signals)(), threading.Event()
    stop.add_cb(has_stopped.set)
    worker = cast(Any, WSGIWorker)(
        1,
        (None, cast(Any, SocketHolder)(descriptor, False, _BACKLOG)),
        None,
        _RUNTIME_THREADS,
        _RUNTIME_BLOCKING_THREADS,
        threads,
        _IDLE_SECONDS,
        _CONNECTIONS,
        "1",
        HTTP1Settings(keep_alive=False, header_read_timeout=_HEADERS_MS, max_buffer_size=_HEAD_BYTES),
        None,
        None,
        *_WITHOUT_TLS,
        (None, None),
    )
    loop = loops.get("asyncio")
    scheduler = cast(Any, _new_cbscheduler)(loop, answerer(application), impl_asyncio=True)
    worker.serve_str(scheduler, loop, stop)
    has_stopped.wait()


def answerer(application: Application) -> Callable[[Any, Any], int]:
    """Between granian and WSGI. granian's own gives each request all our environment, secrets and all."""
    surroundings = {
        "SCRIPT_NAME": "",
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.multiprocess": True,
        "wsgi.multithread": True,
        "wsgi.run_once": False,
    }

    # One page is worked out at a time: Python would only take turns, and all of them be late. Threads are for those who
    # send or fetch slowly, and they wait outside.
    gate = threading.Lock()
    answered = itertools.count(1)
    _settle()

    def answer(protocol: Any, scope: dict[str, Any]) -> int:
        begun: list[Any] = []
        body, taken = Body(scope["wsgi.input"], gate), time.perf_counter()
        with gate:
            waited = time.perf_counter() - taken
            environ = surroundings | scope | {"wsgi.input": body, "plandugnad.waited_seconds": waited}
            response = application(environ, lambda *said: begun.extend(said))
            status, headers, whole = int(begun[0].split(" ", 1)[0]), begun[1], _whole(response)
        if _has_body(scope):
            body.let_pass()
        if whole is None:
            protocol.response_iter(status, headers, _Pieces(response))
        else:
            protocol.response_bytes(status, headers, whole)
        if next(answered) in _SETTLED_AFTER:
            _settle()
        return status

    return answer


def _has_body(scope: dict[str, Any]) -> bool:
    return scope.get("CONTENT_LENGTH") not in (None, "", "0") or "HTTP_TRANSFER_ENCODING" in scope


def _settle() -> None:
    """What lives as long as the process is not looked through for rubbish again: that takes 0.2 s amid a page."""
    gc.collect()
    gc.freeze()


def _whole(response: Any) -> bytes | None:
    """What is in memory already, as pages of ours are."""
    if isinstance(response, list):
        return b"".join(response)
    if getattr(response, "streaming", True):
        return None
    content: bytes = response.content
    response.close()
    return content


class Body(io.RawIOBase):
    """What is sent to us, fetched whole outside the gate when it is first asked for."""

    def __init__(self, sent: Any, gate: threading.Lock) -> None:
        self._sent = sent
        self._gate = gate
        self._fetched: IO[bytes] | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        return self._file().read(size)

    def readline(self, size: int | None = -1, /) -> bytes:
        return self._file().readline(-1 if size is None else size)

    def close(self) -> None:
        if self._fetched is not None:
            self._fetched.close()
        super().close()

    def let_pass(self) -> None:
        """What was answered before it was asked for: who is still sending does not listen, and would hear nothing."""
        left = _MOST_PASSED_BYTES if self._fetched is None else 0
        with suppress(OSError):  # the caller has gone
            while left > 0 and (piece := self._sent.read(_PIECE_BYTES)):
                left -= len(piece)

    def _file(self) -> IO[bytes]:
        if self._fetched is None:
            self._gate.release()
            try:
                self._fetched = self._fetch()
            finally:
                self._gate.acquire()
        return self._fetched

    def _fetch(self) -> IO[bytes]:
        # On the disk that has room for it: /tmp is often memory, and a small one.
        folder = os.environ.get("PLANDUGNAD_DATA")
        file: IO[bytes] = tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY_BYTES, dir=folder)  # noqa: SIM115  # closed with us
        try:
            while piece := self._sent.read(_PIECE_BYTES):
                file.write(piece)
        except OSError as error:
            if not is_no_room(error):
                raise
            while self._sent.read(_PIECE_BYTES):
                pass  # or the answer would reach nobody: who is still sending does not listen
            raise NoRoom from error  # Django takes an OSError here for a caller who hung up
        file.seek(0)
        return file


class _Pieces:
    """granian asks for `__next__` and, at the end or when the caller has gone, `close`."""

    def __init__(self, response: Any) -> None:
        self._response = response
        self._pieces: Iterator[bytes] = iter(response)

    def __next__(self) -> bytes:
        return next(self._pieces)

    def close(self) -> None:
        if hasattr(self._response, "close"):
            self._response.close()


if __name__ == "__main__":
    main()
