"""The list of readers is whole: what parses is reached from a seed here, or reads only what we have written."""

import ast
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import plandugnad
from plandugnad.accounts.providers import discovery
from plandugnad.archive.reading.formats import READERS as FORMATS
from plandugnad.archive.reading.found import Found
from plandugnad.config import environment
from plandugnad.launch import archive
from tests.fuzz import seeds
from tests.fuzz.readers import READERS

PACKAGE = Path(plandugnad.__file__).parent
PARSERS = {
    "csv", "dateutil", "defusedxml", "docx", "email", "html.parser", "icalendar", "json", "openpyxl", "pptx", "pypdf",
    "pycrdt", "python_calamine", "struct", "tarfile", "xlrd", "xml", "zipfile", "yaml", "zoneinfo",
    "psycopg.conninfo",
}  # fmt: skip
WRITES_ONLY = {
    "accounts.factors.forms", "accounts.factors.views",  # options for the browser; what it answers, the package reads
    "api.problems", "archive.takeout", "config.logs", "consultations.table.document",
    "consultations.taking_out.sheets", "core.digests", "core.rows_out", "core.takeout", "exchange.files",
    "exchange.views", "launch.commands.statute", "meetings.calendar_file", "meetings.taking_out",
    "plans.exports.area", "plans.exports.delimited", "plans.exports.plain", "plans.views.extent",
    "processes.notice.letter", "processes.notice.listed", "processes.notice.paper",
    "web.demo.documents",
    "web.style_page", "worksheets.live.rows", "worksheets.store", "worksheets.views.away",
    "core.papers.paper", "core.papers.word",
}  # fmt: skip
OUR_OWN_WRITING = {
    "archive.reading.apart",  # what our own child process says; it is believed no further than its types
    "archive.reading.child",  # only writes; its readers are in `formats`
    "boundaries.apart",  # the same
    "core.tally",  # counts in a file of our own
    "engines.alike.meaning",  # the words of planning, delivered with the program
    "engines.alike.wishes",  # words for and against, delivered with the program
    "engines.alike.words",  # word lists that are delivered with the program
    "engines.needs.criteria",  # the criteria are delivered with the program
    "engines.overlap.lexicon",  # the words of overlapping plans, delivered with the program
    "engines.sheet.operations",  # changes a document whose updates have been judged
    "engines.sheet.prefilling",  # fills one in with what has been judged, or what its definition says
    "engines.sheet.restoring",  # the same, to what it said before
    "engines.sheet.reveal",
    "engines.sheet.rewriting",
    "engines.statute.chains",  # the law and its courses are delivered with the program
    "engines.statute.holidays",  # Easter of a year
    "engines.statute.provisions",
    "engines.statute.review",  # questions that are delivered with the law
    "engines.tables.command",  # prints
    "imports.matching.comparison",
    "imports.packed_json",
    "launch.installation",
    "launch.preparation",
    "meetings.migrations.0004_where_series_begin",  # the days of series we have made
    "meetings.quiet",  # Easter of a year
    "meetings.recurrence",  # rules made of choices in a form
    "processes.demands.duties",  # duties and example values, delivered with the program
    "processes.demands.estimates",
    "processes.demands.queries",  # twelve months on, by dateutil
    "processes.notice.demanded",  # what the law demands, delivered with the program
    "projections.checking",
    "regions.agreement",
    "regions.register.line",  # the register that is delivered with the program
    "regions.roles",
    "strategies.living.status",  # counts the pages of what it has just laid out
    "strategies.wheel.usual",  # the usual year, delivered with the program
    "web.demo.strategy_workshop",  # the same
    "web.demo.consultation",  # the statements of the example region, delivered with the program
    "web.demo.notices",
    "web.demo.strategy_beside",  # what is said in the strategies around, delivered with the program
    "web.demo.strategy_document",  # what stands in the strategy of an invented municipality, delivered with the program
    "web.demo.meetings",
    "agreements.actions.publishing",  # what it writes itself, as its versions keep it
    "core.papers.rich",  # makes a document of rows that are read already
    "core.papers.wordml",  # the same
    "worksheets.live.hub",  # what our own processes tell each other through the database
    "worksheets.schemas",  # definitions that were read as the sheet began
}


def parsing() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(_is_parser(name) for node in ast.walk(tree) for name in _imported(node)):
            yield ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [one.name for one in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def _is_parser(name: str) -> bool:
    return any(name == parser or name.startswith(f"{parser}.") for parser in PARSERS)


def reached() -> set[str]:
    """The modules of ours that some function was called in, while every seed was read."""
    found: set[str] = set()

    def look(frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            found.add(frame.f_globals.get("__name__", ""))

    sys.setprofile(look)
    try:
        for reader in READERS:
            for seed in reader.seeds:
                with suppress(*reader.refusals):
                    reader.read(seed)
        with TemporaryDirectory() as folder:
            for kind, content in seeds.documents().items():
                path = Path(folder, kind)
                path.write_bytes(content)
                FORMATS[kind](path, Found())
        environment.database("DATABASE_URL", 0)
    finally:
        sys.setprofile(None)
    return {name.removeprefix("plandugnad.") for name in found if name.startswith("plandugnad.")}


def test_every_module_that_parses_is_tried_or_reads_only_what_is_ours() -> None:
    others = {archive.__name__, discovery.__name__}  # by test_readers and test_providers
    tried = reached() | {name.removeprefix("plandugnad.") for name in others}
    left = set(parsing()) - tried - WRITES_ONLY - OUR_OWN_WRITING
    assert left == set(), "a new reader: put it in tests/fuzz/readers.py with a seed"


def test_no_exception_is_kept_that_is_needed_no_longer() -> None:
    assert (WRITES_ONLY | OUR_OWN_WRITING) - set(parsing()) == set()


def test_every_kind_of_document_that_is_read_has_a_seed() -> None:
    assert set(seeds.documents()) == set(FORMATS)
