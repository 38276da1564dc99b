"""The web process: uvicorn on sockets that the supervisor holds."""

import argparse
import socket

import uvicorn

_GRACE_SECONDS = 10
_HEAD_BYTES = 64 * 1024  # of a request whose head has not ended; less is decided in config.head_limit


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("application")
    parser.add_argument("--descriptor", type=int, action="append", required=True)
    arguments = parser.parse_args()
    config = uvicorn.Config(
        arguments.application,
        http="h11",  # whatever else is installed: how much a stranger may send is tried with this one
        h11_max_incomplete_event_size=_HEAD_BYTES,
        ws="websockets-sansio",
        log_config=None,  # Django's settings decide how lines look
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        # uvicorn's own --fd takes every socket for a Unix one and leaves Nagle's delay on.
        proxy_headers=False,
    )
    sockets = [socket.socket(fileno=descriptor) for descriptor in arguments.descriptor]
    uvicorn.Server(config).run(sockets=sockets)


if __name__ == "__main__":
    main()
