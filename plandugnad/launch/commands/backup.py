import argparse
from pathlib import Path

from plandugnad.launch.archive import write_archive
from plandugnad.launch.installation import Installation
from plandugnad.launch.parser import add_data_argument
from plandugnad.launch.product import Product
from plandugnad.launch.progress import progress, say
from plandugnad.launch.session import database

EXAMPLES = """eksempler:
  plandugnad backup kopi-2027-06-12.tar

Kan tas mens Plandugnad kjører. Kopien inneholder databasen og alle filer; ta vare på den som det den er kopi av.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("target", type=Path, metavar="FIL.tar", help="fila kopien legges i")


def run(arguments: argparse.Namespace, product: Product) -> int:
    installation = Installation.choose(arguments.data)
    with database(installation) as url, progress("Tar sikkerhetskopi"):
        write_archive(arguments.target, url, installation.files)
    say(f"Sikkerhetskopien ligger i {arguments.target}.")
    return 0
