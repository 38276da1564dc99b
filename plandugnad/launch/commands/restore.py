import argparse
from pathlib import Path

from plandugnad.launch.archive import read_archive
from plandugnad.launch.errors import LaunchError
from plandugnad.launch.installation import Installation
from plandugnad.launch.mark import Kind, has_tables, read_kind
from plandugnad.launch.parser import add_data_argument
from plandugnad.launch.product import Product
from plandugnad.launch.progress import progress, say
from plandugnad.launch.session import database

EXAMPLES = """eksempler:
  plandugnad restore kopi-2027-06-12.tar --data ny-mappe

Henter bare inn i en tom installasjon, så ingenting blir skrevet over.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("source", type=Path, metavar="FIL.tar", help="sikkerhetskopien")


def run(arguments: argparse.Namespace, product: Product) -> int:
    if not arguments.source.is_file():
        raise LaunchError(f"Fila {arguments.source} finnes ikke. Sjekk navnet og mappa.")
    installation = Installation.choose(arguments.data)
    installation.make()
    lock = installation.serve_lock()
    lock.take()
    with database(installation, may_make=True) as url:
        if read_kind(url) is not Kind.EMPTY or has_tables(url) or any(installation.files.iterdir()):
            raise LaunchError(
                "Her ligger det alt noe, og det skal ikke skrives over. Velg en ny datamappe med --data "
                "(eller en tom database i DATABASE_URL)."
            )
        with progress("Henter inn sikkerhetskopien"):
            read_archive(arguments.source, url, installation.files)
        installation.prepared.unlink(missing_ok=True)
    lock.give_back()
    say("Alt er hentet inn. Start med «plandugnad serve».")
    return 0
