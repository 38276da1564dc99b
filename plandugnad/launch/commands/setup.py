import argparse
from urllib.parse import urlsplit

from plandugnad.launch.errors import LaunchError
from plandugnad.launch.foreground import run_django
from plandugnad.launch.installation import Installation
from plandugnad.launch.mark import Kind, read_kind
from plandugnad.launch.parser import add_data_argument
from plandugnad.launch.preparation import MAKE_ORDINARY, prepare, run_step
from plandugnad.launch.product import Product
from plandugnad.launch.progress import say
from plandugnad.launch.session import database
from plandugnad.launch.stop_request import StopRequest
from plandugnad.launch.surroundings import child_environment

EXAMPLES = """eksempler:
  plandugnad setup --email kari@kommunen.no
  plandugnad setup --email kari@kommunen.no --base-url https://plan.kommunen.no
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("--email", type=_email, required=True, metavar="ADRESSE", help="den første administratoren")
    parser.add_argument(
        "--base-url",
        type=_base_url,
        metavar="URL",
        help="adressen folk skal bruke, for eksempel https://plan.kommunen.no",
    )


def _email(text: str) -> str:
    name, at, place = text.partition("@")
    if not (name and at and "." in place.strip(".")) or any(letter.isspace() for letter in text):
        raise argparse.ArgumentTypeError(f"«{text}» er ingen e-postadresse.")
    return text


def _base_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise argparse.ArgumentTypeError(f"«{text}» er ingen nettadresse. Skriv den som https://plan.kommunen.no.")
    return text.rstrip("/")


def run(arguments: argparse.Namespace, product: Product) -> int:
    installation = Installation.choose(arguments.data)
    stop = StopRequest()
    stop.listen()
    installation.make()
    lock = installation.serve_lock()
    lock.take()
    with database(installation, may_make=True) as url:
        _refuse_existing(read_kind(url))
        if arguments.base_url:
            installation.remember_base_url(arguments.base_url)
        environment = child_environment(installation, url, product)
        prepare(installation, product, environment, stop)
        run_step(MAKE_ORDINARY, installation, environment, stop)
        code = run_django(environment, "invite_administrator", arguments.email)
    lock.give_back()
    if code == 0:
        say("Start med «plandugnad serve», og åpne lenken over.")
        if not installation.base_url:
            say("Sier «serve» at adressen har et annet tall enn 8000 til slutt, så bytt tallet i lenken med det.")
    return code


def _refuse_existing(kind: Kind) -> None:
    if kind is Kind.FOREIGN:
        raise LaunchError("Databasen i DATABASE_URL er tatt i bruk til noe annet. Lag en tom database til Plandugnad.")
    if kind is Kind.DEMO:
        raise LaunchError("Her ligger en eksempelregion. Velg en annen datamappe med --data til den ordentlige.")
    if kind is Kind.ORDINARY:
        raise LaunchError(
            "Her er det alt en installasjon. En ny invitasjon til en administrator lages med "
            "«plandugnad manage invite_administrator ADRESSE»."
        )
