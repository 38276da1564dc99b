"""Small makers for tests of mail and sign-in: the demo's mark, and a real mail server that only receives."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from plandugnad.core.delivery import deliver
from plandugnad.core.models import Installation, OutgoingMail


def make_demo_installation() -> None:
    Installation.objects.create(is_demo=True)


def deliver_waiting() -> None:
    """What the job does with each mail in turn, here and now."""
    for mail in OutgoingMail.objects.filter(failed_at=None).order_by("made_at", "id"):
        deliver(mail.id)


@dataclass
class MailServer:
    port: int = 0
    received: list[EmailMessage] = field(default_factory=list)
    # What is answered to each recipient, until the list is empty; then everybody is welcome.
    answers: list[str] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())

        say("220 mottak")
        while line := await reader.readline():
            word = line.split(b" ")[0].strip().upper()
            if word == b"DATA":
                say("354 skriv")
                text = await reader.readuntil(b"\r\n.\r\n")
                message = message_from_bytes(text[:-5].replace(b"\r\n..", b"\r\n."), policy=policy.default)
                assert isinstance(message, EmailMessage)
                self.received.append(message)
                say("250 tatt imot")
            elif word == b"RCPT" and self.answers:
                say(self.answers.pop(0))
            elif word == b"QUIT":
                say("221 ha det")
                break
            else:
                say("250 greit")
        await writer.drain()
        writer.close()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """SMTP on loopback, on a port of its own, in a thread of its own."""
    server, started = MailServer(), threading.Event()
    loop = asyncio.new_event_loop()

    async def run() -> None:
        listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
        server.port = listening.sockets[0].getsockname()[1]
        started.set()
        await stopped.wait()
        listening.close()
        await listening.wait_closed()

    stopped = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(run(),), daemon=True)
    thread.start()
    assert started.wait(5)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stopped.set)
        thread.join(5)
        loop.close()
