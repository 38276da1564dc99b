"""The web process: uvicorn on sockets that the supervisor holds."""

import argparse
import logging
import socket
import sys

import uvicorn

from plandugnad.launch.frames import SharedFrames

_COMINGS_AND_GOINGS = ('%s - "WebSocket', "connection open", "connection closed")
_GRACE_SECONDS = 10
_LARGEST_FRAME_BYTES = 5_000_000  # of a worksheet; those of a somewhat smaller size are refused in words
_TURN_SECONDS = 0.001  # with Python's own 5 ms, pages made in threads keep whoever types waiting at each send
_HEAD_BYTES = 64 * 1024  # of a request whose head has not ended; less is decided in config.head_limit


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("application")
    parser.add_argument("--descriptor", type=int, action="append", required=True)
    arguments = parser.parse_args()
    serve(arguments.application, [socket.socket(fileno=descriptor) for descriptor in arguments.descriptor])


def serve(application: str, sockets: list[socket.socket]) -> None:
    config = uvicorn.Config(
        application,
        http="h11",  # whatever else is installed: how much a stranger may send is tried with this one
        h11_max_incomplete_event_size=_HEAD_BYTES,
        ws=SharedFrames,
        ws_max_size=_LARGEST_FRAME_BYTES,
        ws_per_message_deflate=False,  # each frame would be pressed anew for each who is told of it
        log_config=None,  # Django's settings decide how lines look
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        # uvicorn's own --fd takes every socket for a Unix one and leaves Nagle's delay on.
        proxy_headers=False,
    )
    sys.setswitchinterval(_TURN_SECONDS)
    # Who opened which worksheet from where is nothing to keep; requests are not written down either.
    logging.getLogger("uvicorn.error").addFilter(lambda line: not str(line.msg).startswith(_COMINGS_AND_GOINGS))
    uvicorn.Server(config).run(sockets=sockets)


if __name__ == "__main__":
    main()
