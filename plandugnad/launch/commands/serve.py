import argparse

from plandugnad.launch.installation import Installation
from plandugnad.launch.parser import add_data_argument, port_number, worker_count
from plandugnad.launch.product import Product
from plandugnad.launch.supervise import Wish, serve

EXAMPLES = """eksempler:
  plandugnad serve                     start det som er satt opp
  plandugnad serve --demo              lag en eksempelregion første gang, og start den
  plandugnad serve --port 9000         bruk en annen port
  plandugnad serve --workers 2         to sidearbeidere, til drift på en tjener

Ctrl-C stopper. Trykk en gang til hvis det haster.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("--demo", action="store_true", help="lag en eksempelregion når datamappa er tom")
    parser.add_argument(
        "--host", default="localhost", metavar="ADRESSE", help="adressen det lyttes på (ellers localhost)"
    )
    parser.add_argument("--port", type=port_number, default=8000, metavar="TALL", help="porten (ellers 8000)")
    parser.add_argument(
        "--workers",
        type=worker_count,
        default=0,
        metavar="TALL",
        help="så mange sidearbeidere, omtrent én per kjerne (ellers én prosess for alt)",
    )
    parser.add_argument(
        "--live-port",
        type=port_number,
        metavar="TALL",
        help="porten for arbeidsark som skrives sammen, når det er sidearbeidere (ellers den etter --port)",
    )


def run(arguments: argparse.Namespace, product: Product) -> int:
    wish = Wish(arguments.demo, arguments.host, arguments.port, arguments.workers, arguments.live_port)
    return serve(Installation.choose(arguments.data), wish, product)
