import argparse
from pathlib import Path

from plandugnad.launch.errors import LaunchError
from plandugnad.launch.foreground import run_django
from plandugnad.launch.installation import Installation
from plandugnad.launch.parser import add_data_argument
from plandugnad.launch.product import Product
from plandugnad.launch.session import database
from plandugnad.launch.surroundings import child_environment

EXAMPLES = """eksempler:
  plandugnad import planoversikt.xlsx --kommune 4227            viser hva som ville skjedd
  plandugnad import planoversikt.xlsx --kommune 4227 --skriv    importerer
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("file", type=Path, metavar="FIL", help="regneark (.xlsx, .ods, .xls) eller .csv")
    parser.add_argument("--kommune", required=True, type=_number, metavar="NR", help="kommunenummeret, fire sifre")

    parser.add_argument("--ark", "--sheet", metavar="NAVN", help="les bare dette arket")
    parser.add_argument("--skriv", action="store_true", help="importer det som blir vist")


def _number(text: str) -> str:
    if len(text) == 4 and text.isdecimal() and text.isascii():
        return text
    raise argparse.ArgumentTypeError(f"«{text}» er ikke et kommunenummer. Skriv fire sifre, for eksempel 4227.")


def run(arguments: argparse.Namespace, product: Product) -> int:
    if not arguments.file.is_file():
        raise LaunchError(f"Fila {arguments.file} finnes ikke. Sjekk navnet og mappa.")
    installation = Installation.choose(arguments.data)
    with database(installation) as url:
        environment = child_environment(installation, url, product)
        return run_django(environment, "import_plans", *_words(arguments))


def _words(arguments: argparse.Namespace) -> list[str]:
    words = [str(arguments.file.absolute()), "--kommune", arguments.kommune]
    words += ["--ark", arguments.ark] if arguments.ark else []
    return [*words, "--skriv"] if arguments.skriv else words
