"""Makes web processes as copies of itself, and kills them, as it is told line by line."""

import os
import signal
import socket
import sys

from plandugnad.launch import web

APPLICATION = "plandugnad.config.asgi:application"


def main() -> None:
    door = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=256)
    __import__(APPLICATION.partition(":")[0])
    child = 0
    for line in sys.stdin:
        if line.strip() == "start":
            child = os.fork()
            if child == 0:
                web.serve(APPLICATION, [door])
                os._exit(0)
        else:
            end(child, signal.SIGKILL)
            child = 0
        sys.stdout.write(f"{line.strip()} done\n")
        sys.stdout.flush()
    if child:
        end(child, signal.SIGTERM)


def end(child: int, number: signal.Signals) -> None:
    os.kill(child, number)
    os.waitpid(child, 0)


if __name__ == "__main__":
    main()
