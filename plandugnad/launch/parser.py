import argparse
import re
import sys
from typing import Any, NoReturn

# argparse speaks English only; these are the sentences people meet.
_NORWEGIAN = (
    (re.compile(r"^the following arguments are required: (.*)$"), r"Du må også oppgi \1."),
    (re.compile(r"^unrecognized arguments: (.*)$"), r"Kjenner ikke igjen \1."),
    (re.compile(r"^argument (.*?): expected one argument$"), r"\1 mangler en verdi."),
    (
        re.compile(r"^argument (.*?): invalid choice: (.*?) \(choose from (.*)\)$"),
        r"\2 kan ikke brukes. Velg blant \3.",
    ),
    (re.compile(r"^argument (.*?): (.*)$"), r"\1: \2"),
)


class NorwegianParser(argparse.ArgumentParser):
    def __init__(
        self, prog: str, *, usage: str | None = None, description: str | None = None, epilog: str | None = None
    ) -> None:
        super().__init__(
            prog,
            usage,
            description,
            epilog,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self._optionals.title = "valg"
        self._positionals.title = "oppgis"
        self.add_argument("-h", "--help", action="help", help="vis denne hjelpen")

    def error(self, message: str) -> NoReturn:
        for pattern, sentence in _NORWEGIAN:
            if pattern.match(message):
                message = pattern.sub(sentence, message)
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"{message}\n")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or "bruk: ")


def port_number(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"«{text}» er ingen port. Skriv et tall fra 1 til 65535.")


_MOST_WORKERS = 16  # each holds a handful of the database's hundred connections


def worker_count(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= _MOST_WORKERS:
        return int(text)
    raise argparse.ArgumentTypeError(f"«{text}» går ikke. Skriv hvor mange sidearbeidere, fra 1 til {_MOST_WORKERS}.")


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        metavar="MAPPE",
        help="datamappa (ellers den PLANDUGNAD_DATA peker på, ellers din egen mappe for programdata)",
    )
