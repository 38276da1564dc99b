"""The command `plandugnad`. Each subcommand lives in its own module, read only when it is asked for."""

import importlib
import os
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType

from plandugnad.launch.errors import LaunchError, StoppedError
from plandugnad.launch.parser import NorwegianParser
from plandugnad.launch.product import PLANDUGNAD, Product


@dataclass(frozen=True)
class Subcommand:
    name: str
    module: str
    summary: str


SUBCOMMANDS = (
    Subcommand("serve", "serve", "Start Plandugnad på denne maskinen"),
    Subcommand("setup", "setup", "Lag en tom installasjon og en invitasjon til den første administratoren"),
    Subcommand("import", "plan_import", "Les en planoversikt inn i en kommunes planer"),
    Subcommand("boundaries", "boundaries", "Les inn kommunegrenser til kartene"),
    Subcommand("tables", "tables", "Les en planoversikt og vis hva som står i den, uten å lagre noe"),
    Subcommand("statute", "statute", "Regn ut frister etter loven, med grunnene"),
    Subcommand("backup", "backup", "Ta sikkerhetskopi av alt i én fil"),
    Subcommand("restore", "restore", "Hent en sikkerhetskopi inn i en tom installasjon"),
    Subcommand("manage", "manage", "Kjør en av Djangos kommandoer"),
)

_EXAMPLES = """eksempler:
  plandugnad serve --demo                                   prøv med en eksempelregion
  plandugnad setup --email kari@kommunen.no                 begynn på ordentlig
  plandugnad tables read planoversikt.xlsx                  se hva som leses ut av et regneark
  plandugnad backup kopi.tar                                ta sikkerhetskopi

«plandugnad KOMMANDO --help» forteller mer om hver kommando.
Dataene ligger i mappa --data eller PLANDUGNAD_DATA peker på. DATABASE_URL bruker en PostgreSQL du har fra før.
"""


def main(arguments: list[str] | None = None, product: Product = PLANDUGNAD) -> int:
    words = sys.argv[1:] if arguments is None else arguments
    if os.name == "nt":
        print(
            "Plandugnad kjører på Linux og macOS. Bruk WSL på Windows.",
            file=sys.stderr,
        )
        return 1
    try:
        return _run(words, product)
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1
    except (StoppedError, KeyboardInterrupt):
        print("\nStoppet.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader has had enough (`plandugnad tables read … | head`); silence is the right answer.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _run(words: list[str], product: Product) -> int:
    chosen = next((one for one in SUBCOMMANDS if words and one.name == words[0]), None)
    if chosen is None:
        return _general(words)
    module = importlib.import_module(f"plandugnad.launch.commands.{chosen.module}")
    parser = NorwegianParser(prog=f"plandugnad {chosen.name}", description=f"{chosen.summary}.", epilog=_epilog(module))
    module.add_arguments(parser)
    result: int = module.run(parser.parse_args(words[1:]), product)
    return result


def _epilog(module: ModuleType) -> str:
    examples: str = getattr(module, "EXAMPLES", "")
    return examples


def _general(words: list[str]) -> int:
    parser = NorwegianParser(
        prog="plandugnad",
        usage="plandugnad KOMMANDO [valg]",
        description="Felles arbeidsrom for planlegging i kommuner, fylkeskommuner og hos statsforvaltere.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("--version", action="version", version=f"Plandugnad {_version()}", help="vis utgaven")
    commands = parser.add_argument_group("kommandoer")
    for one in SUBCOMMANDS:
        commands.add_argument(one.name, nargs="?", help=one.summary)
    if not words:
        parser.print_help()
        return 2
    if words[0] in ("-h", "--help", "--version"):
        parser.parse_args(words[:1])
    return parser.error(f"«{words[0]}» er ingen kommando. «plandugnad --help» viser dem som finnes.")


def _version() -> str:
    try:
        return version("plandugnad")
    except PackageNotFoundError:
        return "(ikke installert)"


if __name__ == "__main__":
    sys.exit(main())
