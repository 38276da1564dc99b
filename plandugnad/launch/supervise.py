"""`serve`: database, preparation, web and job worker, kept alive together and stopped in order."""

import os
import time
from contextlib import ExitStack
from dataclasses import dataclass

from plandugnad.launch.errors import LaunchError, StoppedError
from plandugnad.launch.health import answers
from plandugnad.launch.installation import Installation
from plandugnad.launch.log import ChildLog
from plandugnad.launch.mark import Kind, read_kind
from plandugnad.launch.ports import Door, open_door
from plandugnad.launch.postgres import EmbeddedPostgres
from plandugnad.launch.preparation import MAKE_DEMO, prepare, run_step
from plandugnad.launch.product import Product
from plandugnad.launch.progress import complain, progress, say
from plandugnad.launch.service import DatabaseService, Kept, ProcessService
from plandugnad.launch.stop_request import StopRequest
from plandugnad.launch.surroundings import child_environment, django_command, python

_READY_SECONDS = 120
_TRIES_BEFORE_READY = 3
_WEB_STOP_SECONDS = 20
_WORKER_STOP_SECONDS = 40
_JOB_GRACE_SECONDS = 30
_CONNECTIONS_PER_WEB = "10"


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line."""

    demo: bool = False
    host: str = "localhost"
    port: int = 8000


def serve(installation: Installation, wish: Wish, product: Product) -> int:
    stop = StopRequest()
    stop.listen()
    try:
        _serve(installation, wish, product, stop)
    except StoppedError:
        say("Stoppet.")
    return 0


def _serve(installation: Installation, wish: Wish, product: Product, stop: StopRequest) -> None:
    with ExitStack() as stack:
        url, database = _open_database(installation, wish, stack, stop)
        stop.check()
        kind = _check_kind(read_kind(url), wish)
        door = open_door(wish.host, wish.port)
        stack.callback(door.close)
        if door.port != wish.port:
            say(f"Port {wish.port} er opptatt. Bruker {door.port}.")
        environment = child_environment(installation, url, product, installation.base_url or door.address)
        prepare(installation, product, environment, stop)
        if kind is Kind.EMPTY:
            run_step(MAKE_DEMO, installation, environment, stop)
        web, worker = _services(installation, environment, door, product)
        # procrastinate goes on without hearing of new jobs when the database has been away.
        kept = [Kept(database, after_restart=worker.renew)] if database else []
        kept += [Kept(worker), Kept(web)]
        # Called last to first: web, worker; the database's own stop comes after them.
        for service in (worker, web):
            stack.callback(service.stop, lambda: stop.is_urgent)
        _start_and_watch(kept, web, door, stop)


def _open_database(
    installation: Installation, wish: Wish, stack: ExitStack, stop: StopRequest
) -> tuple[str, DatabaseService | None]:
    given = os.environ.get("DATABASE_URL")
    postgres = EmbeddedPostgres(
        installation.database_folder,
        log=installation.logs / "database.log",
        show=lambda line: complain(f"Databasen: {line}"),
        check=stop.check,
    )
    if not given and not wish.demo and not postgres.has_cluster:
        raise LaunchError(_NOTHING_HERE)
    installation.make()
    lock = installation.serve_lock()
    lock.take()
    stack.callback(lock.give_back)
    if given:
        return given, None
    service = DatabaseService(postgres)
    stack.callback(service.stop, lambda: stop.is_urgent)
    with progress("Starter databasen"):
        service.start()
    if postgres.home != postgres.folder:
        say(f"Databasen ligger i {postgres.home}, fordi den ikke kan kjøre som root i {postgres.folder}.")
    return postgres.url, service


_NOTHING_HERE = (
    "Her er det ingen installasjon ennå. Lag en tom med «plandugnad setup --email deg@kommunen.no», "
    "eller prøv med en eksempelregion: «plandugnad serve --demo»."
)


def _check_kind(kind: Kind, wish: Wish) -> Kind:
    if kind is Kind.FOREIGN:
        raise LaunchError("Databasen i DATABASE_URL er tatt i bruk til noe annet. Lag en tom database til Plandugnad.")
    if kind is Kind.EMPTY and not wish.demo:
        raise LaunchError(_NOTHING_HERE)
    if kind is Kind.ORDINARY and wish.demo:
        raise LaunchError(
            "Dette er en vanlig installasjon, og den kan ikke gjøres om til eksempel. "
            "Start den med «plandugnad serve», eller velg en annen datamappe med --data."
        )
    return kind


def _services(
    installation: Installation, environment: dict[str, str], door: Door, product: Product
) -> tuple[ProcessService, ProcessService]:
    descriptors = [one.fileno() for one in door.sockets]
    numbers = [part for number in descriptors for part in ("--descriptor", str(number))]
    web = ProcessService(
        "Nettjeneren",
        python("plandugnad.launch.web", product.application, *numbers),
        {"PLANDUGNAD_POOL": _CONNECTIONS_PER_WEB} | environment,
        ChildLog(installation.logs / "web.log", lambda line: complain(f"Nettjeneren: {line}")),
        stop_seconds=_WEB_STOP_SECONDS,
        descriptors=descriptors,
    )
    worker = ProcessService(
        "Jobbene",
        django_command("procrastinate", "worker", f"--shutdown-graceful-timeout={_JOB_GRACE_SECONDS}"),
        environment,
        ChildLog(installation.logs / "worker.log", lambda line: complain(f"Jobbene: {line}")),
        stop_seconds=_WORKER_STOP_SECONDS,
    )
    return web, worker


def _start_and_watch(kept: list[Kept], web: ProcessService, door: Door, stop: StopRequest) -> None:
    for one in kept:
        one.start()
    with progress("Åpner sidene"):
        _wait_until_ready(kept, web, door, stop)
    say(f"Plandugnad er klar: {door.address}\nStopp med Ctrl-C.")
    while not stop.is_made:
        for one in kept:
            one.tend()
        time.sleep(0.1)
    say("\nStopper. Alt som er lagret, er trygt.")


def _wait_until_ready(kept: list[Kept], web: ProcessService, door: Door, stop: StopRequest) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while not answers(door):
        stop.check()
        for one in kept:
            one.tend()
        has_given_up = any(one.failures >= _TRIES_BEFORE_READY for one in kept if one.service is web)
        if has_given_up or time.monotonic() > deadline:
            last = web.log.tail().strip().rsplit("\n", 1)[-1][:300]
            raise LaunchError(f"Sidene ville ikke åpne seg: «{last}». Hele forklaringen står i {web.log.path}.")
        time.sleep(0.05)
