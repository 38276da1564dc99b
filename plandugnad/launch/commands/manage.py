import argparse

from plandugnad.launch.foreground import run_django
from plandugnad.launch.installation import Installation
from plandugnad.launch.product import Product
from plandugnad.launch.session import database
from plandugnad.launch.surroundings import child_environment

EXAMPLES = """eksempler:
  plandugnad manage invite_administrator kari@kommunen.no
  plandugnad manage help
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("command", metavar="KOMMANDO", help="kommandoen; «help» viser alle")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="det den trenger")


def run(arguments: argparse.Namespace, product: Product) -> int:
    installation = Installation.choose(None)
    with database(installation) as url:
        return run_django(child_environment(installation, url, product), arguments.command, *arguments.rest)
