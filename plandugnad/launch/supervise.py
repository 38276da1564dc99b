"""`serve`: database, preparation, web and job worker, kept alive together and stopped in order."""

import time
from contextlib import ExitStack
from dataclasses import dataclass

from plandugnad.config.environment import secret
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
_CONNECTIONS_PER_WORKER = "4"
_THREADS_PER_WORKER = 8  # one works, the others send and fetch: see launch.pages


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line."""

    demo: bool = False
    host: str = "localhost"
    port: int = 8000
    workers: int = 0  # 0: one process for everything
    live_port: int | None = None  # of worksheets, beside page workers; otherwise the one after `port`


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
        door = open_door(wish.host, wish.port, single=bool(wish.workers))
        stack.callback(door.close)
        if door.port != wish.port:
            say(f"Port {wish.port} er opptatt. Bruker {door.port}.")
        live = _open_live_door(wish, door)
        if live:
            stack.callback(live.close)
        environment = child_environment(installation, url, product, installation.base_url or door.address)
        prepare(installation, product, environment, stop)
        if kind is Kind.EMPTY:
            run_step(MAKE_DEMO, installation, environment, stop)
        webs = _webs(installation, environment, product, door, live, wish.workers)
        worker = _worker(installation, environment)
        # procrastinate goes on without hearing of new jobs when the database has been away.
        kept = [Kept(database, after_restart=worker.renew)] if database else []
        kept += [Kept(worker), *(Kept(web) for web in webs)]
        # Called last to first: web, worker; the database's own stop comes after them.
        for service in (worker, *webs):
            stack.callback(service.stop, lambda: stop.is_urgent)
        installation.forget_counts()
        installation.empty_incoming()
        _start_and_watch(kept, webs, [door, live] if live else [door], stop)


def _open_live_door(wish: Wish, door: Door) -> Door | None:
    """Page workers take no connections that stay open: worksheets have a door of their own, which a proxy leads to."""
    if not wish.workers:
        return None
    wanted = wish.live_port or door.port + 1
    live = open_door(wish.host, wanted)
    if live.port != wanted:
        say(f"Port {wanted} er opptatt. Arbeidsarkene bruker {live.port}: la proxyen sende dit.")
    return live


def _open_database(
    installation: Installation, wish: Wish, stack: ExitStack, stop: StopRequest
) -> tuple[str, DatabaseService | None]:
    given = secret("DATABASE_URL")
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


def _webs(
    installation: Installation,
    environment: dict[str, str],
    product: Product,
    door: Door,
    live: Door | None,
    workers: int,
) -> list[ProcessService]:
    def web(name: str, log: str, connections: str, door: Door, *command: str) -> ProcessService:
        descriptors = [one.fileno() for one in door.sockets]
        numbers = [part for number in descriptors for part in ("--descriptor", str(number))]
        return ProcessService(
            name,
            python(*command, *numbers),
            {"PLANDUGNAD_POOL": connections} | environment | {"TMPDIR": str(installation.incoming)},
            ChildLog(installation.logs / log, lambda line: complain(f"{name}: {line}")),
            stop_seconds=_WEB_STOP_SECONDS,
            descriptors=descriptors,
        )

    whole = ("plandugnad.launch.web", product.application)
    if live is None:
        return [web("Nettjeneren", "web.log", _CONNECTIONS_PER_WEB, door, *whole)]
    pages = ("plandugnad.launch.pages", product.pages, "--threads", str(_THREADS_PER_WORKER))
    return [
        *(
            web(f"Sidearbeider {number}", f"web-{number}.log", _CONNECTIONS_PER_WORKER, door, *pages)
            for number in range(1, workers + 1)
        ),
        web("Arbeidsarkene", "web-live.log", _CONNECTIONS_PER_WORKER, live, *whole),
    ]


def _worker(installation: Installation, environment: dict[str, str]) -> ProcessService:
    return ProcessService(
        "Jobbene",
        django_command("procrastinate", "worker", f"--shutdown-graceful-timeout={_JOB_GRACE_SECONDS}"),
        environment,
        ChildLog(installation.logs / "worker.log", lambda line: complain(f"Jobbene: {line}")),
        stop_seconds=_WORKER_STOP_SECONDS,
    )


def _start_and_watch(kept: list[Kept], webs: list[ProcessService], doors: list[Door], stop: StopRequest) -> None:
    for one in kept:
        one.start()
    with progress("Åpner sidene"):
        for door in doors:
            _wait_until_ready(kept, webs, door, stop)
    say(f"Plandugnad er klar: {doors[0].address}\nStopp med Ctrl-C.")
    while not stop.is_made:
        for one in kept:
            one.tend()
        time.sleep(0.1)
    say("\nStopper. Alt som er lagret, er trygt.")


def _wait_until_ready(kept: list[Kept], webs: list[ProcessService], door: Door, stop: StopRequest) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while not answers(door):
        stop.check()
        for one in kept:
            one.tend()
        broken = [one.service for one in kept if one.service in webs and one.failures >= _TRIES_BEFORE_READY]
        if broken or time.monotonic() > deadline:
            web = next((one for one in webs if one in broken), webs[0])
            last = web.log.tail().strip().rsplit("\n", 1)[-1][:300]
            raise LaunchError(f"Sidene ville ikke åpne seg: «{last}». Hele forklaringen står i {web.log.path}.")
        time.sleep(0.05)
