"""`python -m tests.launch.standin.run serve …`: the real command line with the small product behind it."""

import sys
from pathlib import Path

from plandugnad.launch import cli
from plandugnad.launch.product import Product

SMALL = Product(
    "tests.launch.standin.settings",
    "tests.launch.standin.asgi:application",
    "tests.launch.standin.wsgi:application",
    Path(__file__).parents[1],
)

if __name__ == "__main__":
    sys.exit(cli.main(sys.argv[1:], SMALL))
