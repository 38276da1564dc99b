import argparse
import sys
from io import TextIOWrapper
from pathlib import Path

from plandugnad.engines.tables import Places, Refused
from plandugnad.engines.tables.command import read_command
from plandugnad.launch.errors import LaunchError
from plandugnad.launch.product import Product
from plandugnad.regions.register import place_rows, read_register

EXAMPLES = """eksempler:
  plandugnad tables read planoversikt.xlsx
  plandugnad tables read planoversikt.xlsx --sheet Planer

Skriver JSON. Uten --sheet leses arket med flest planer.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["read"], help="les fila")
    parser.add_argument("file", type=Path, metavar="FIL", help="regneark (.xlsx, .ods, .xls) eller .csv")
    parser.add_argument("--sheet", "--ark", metavar="NAVN", help="arket som skal leses")


def run(arguments: argparse.Namespace, product: Product) -> int:
    if not arguments.file.is_file():
        raise LaunchError(f"Fila {arguments.file} finnes ikke. Sjekk navnet og mappa.")
    places = Places.from_rows(place_rows(read_register()))
    try:
        text = read_command(arguments.file, arguments.sheet, places)
    except Refused as refusal:
        raise LaunchError(str(refusal)) from refusal
    except OSError as error:
        raise LaunchError(f"Fila {arguments.file} kan ikke leses: {error.strerror}.") from error
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # JSON is UTF-8 whatever the terminal thinks
    print(text)
    return 0
