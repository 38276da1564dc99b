import argparse
import json
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from plandugnad.engines.statute import Refused, Unit
from plandugnad.engines.statute.command import chain, period, steps
from plandugnad.launch.errors import LaunchError
from plandugnad.launch.product import Product

EXAMPLES = """eksempler:
  plandugnad statute period --start 2026-06-01 --length 6 --unit weeks          når slutter seks uker?
  plandugnad statute chain plansak.yaml                                         alle frister i en plansak
  plandugnad statute chain plansak.yaml --json                                  det samme for en maskin
  plandugnad statute steps detaljregulering                                     stegene og valgene i en slik sak

En plansak skrives slik:
  plan_type: detaljregulering
  today: 2026-04-01
  choices: {private: true}
  events:
    - {step: REG-5, date: 2026-03-03, confirmed: true}
"""
_LARGEST = 1_000_000  # bytes; a long process is a few thousand


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what", choices=list(_ASKED), help="period: én lengde; chain: en hel plansak; steps: hva som kan stå i den"
    )
    parser.add_argument("file", nargs="?", metavar="FIL", help="plansaken (YAML eller JSON); med steps: plantypen")
    parser.add_argument("--start", metavar="DATO", help="startdagen, for eksempel 2026-06-01")
    parser.add_argument("--length", metavar="TALL", help="hvor mange")
    parser.add_argument("--unit", choices=[unit.value for unit in Unit], help="dager, uker, måneder eller år")
    parser.add_argument("--language", choices=["nb", "nn", "en"], default="nb", help="språket grunnene står på")
    parser.add_argument("--json", action="store_true", help="skriv JSON")


def run(arguments: argparse.Namespace, product: Product) -> int:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal thinks
    try:
        answer = _ASKED[arguments.what](arguments)
    except Refused as refusal:
        raise LaunchError(refusal.sentence()) from refusal
    print(json.dumps(answer, ensure_ascii=False, indent=1) if arguments.json else "\n".join(_lines(answer)))
    return 0


def _period(arguments: argparse.Namespace) -> dict[str, Any]:
    for name in ("start", "length", "unit"):
        if not getattr(arguments, name):
            raise LaunchError(f"--{name} mangler. «plandugnad statute --help» viser hvordan det skrives.")
    try:
        number = int(arguments.length)
    except ValueError as error:
        raise LaunchError(f"--length: «{arguments.length}» er ikke et helt tall. Skriv for eksempel 6.") from error
    return period(arguments.start, number, arguments.unit, arguments.language)


def _chain(arguments: argparse.Namespace) -> dict[str, Any]:
    return chain(_read(arguments), arguments.language)


def _steps(arguments: argparse.Namespace) -> dict[str, Any]:
    return steps(arguments.file or "", arguments.language)


_ASKED = {"period": _period, "chain": _chain, "steps": _steps}


def _read(arguments: argparse.Namespace) -> str:
    if arguments.file is None:
        raise LaunchError("Si hvilken fil plansaken står i. «plandugnad statute --help» viser hvordan den skrives.")
    path = Path(arguments.file)
    try:
        if path.stat().st_size > _LARGEST:
            raise LaunchError(f"Fila {arguments.file} er for stor til å være en plansak.")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise LaunchError(f"Fila {arguments.file} finnes ikke. Sjekk navnet og mappa.") from error
    except UnicodeDecodeError as error:
        raise LaunchError(f"Fila {arguments.file} er ikke tekst. Lagre den som UTF-8.") from error
    except OSError as error:
        raise LaunchError(f"Fila {arguments.file} kan ikke leses: {error.strerror}.") from error
    return text


def _lines(answer: dict[str, Any]) -> list[str]:
    if "name" in answer:
        chosen = [f"{name}: {clause}" for name, clause in answer["choices"].items()]
        return [answer["name"], "", *(_step(one) for one in answer["steps"]), "", "choices:", *chosen]
    if "deadlines" not in answer:
        return [answer["working_day_end"], *answer["reasons"]]
    lines = [f"{_who(one)}: {one['working_day_end'] or '–'}  {one['why']}" for one in answer["deadlines"]]
    return lines + [f"! {one['reason']}" for one in answer["conflicts"]]


def _who(one: dict[str, Any]) -> str:
    return f"{one['step']} {one['municipality']}".strip()


def _step(one: dict[str, Any]) -> str:
    marks = ", ".join(mark for mark in one["marks"] if mark != "done")
    return f"{one['step']:<12} {one['name']}" + (f"  (mark: {marks})" if marks else "")
