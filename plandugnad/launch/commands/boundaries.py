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
  plandugnad boundaries import kommuner_2024.geojson           viser hva filen sier ved siden av registeret
  plandugnad boundaries import kommuner_2024.geojson --bruk    tar grensene i bruk
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("what", choices=("import",), metavar="import", help="les inn en fil med kommunegrenser")
    parser.add_argument("file", type=Path, metavar="FIL", help="GeoJSON, GML eller GeoPackage fra Geonorge")
    parser.add_argument("--aar", type=_year, metavar="ÅR", help="hvilket års kommuner filen har, når den ikke sier det")
    parser.add_argument("--kilde", metavar="NAVN", help="hvem filen er fra (ellers Kartverket)")
    parser.add_argument("--lisens", metavar="LISENS", help="lisensen filen har (ellers CC BY 4.0)")
    parser.add_argument("--bruk", action="store_true", help="ta grensene i bruk")


def _year(text: str) -> str:
    if len(text) == 4 and text.isdecimal() and text.isascii():
        return text
    raise argparse.ArgumentTypeError(f"«{text}» er ikke et år. Skriv fire sifre, for eksempel 2024.")


def run(arguments: argparse.Namespace, product: Product) -> int:
    if not arguments.file.is_file():
        raise LaunchError(f"Filen {arguments.file} finnes ikke. Sjekk navnet og mappen.")
    installation = Installation.choose(arguments.data)
    with database(installation) as url:
        environment = child_environment(installation, url, product)
        return run_django(environment, "import_boundaries", *_words(arguments))


def _words(arguments: argparse.Namespace) -> list[str]:
    words = [str(arguments.file.absolute())]
    for name in ("aar", "kilde", "lisens"):
        if value := getattr(arguments, name):
            words += [f"--{name}", value]
    return [*words, "--bruk"] if arguments.bruk else words
