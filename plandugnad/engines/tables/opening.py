"""The way in: a file or a pasted text becomes a workbook, or is refused in words."""

import dataclasses
import re

from plandugnad.engines.tables.beside import parted
from plandugnad.engines.tables.formats.archive import Archive
from plandugnad.engines.tables.formats.delimited import decoded, read_delimited
from plandugnad.engines.tables.formats.html import read_html
from plandugnad.engines.tables.formats.kind import kind_of, kind_of_ole, kind_of_zip
from plandugnad.engines.tables.formats.ods import read_ods
from plandugnad.engines.tables.formats.xls import read_xls
from plandugnad.engines.tables.formats.xlsx import read_xlsx
from plandugnad.engines.tables.limits import Limits
from plandugnad.engines.tables.refusal import Refused
from plandugnad.engines.tables.text import visible
from plandugnad.engines.tables.workbook import Notice, Workbook

_MEGABYTE = 1_000_000
_ORDINARY = Limits()
_ENDINGS = {
    "xlsx": {"xlsx", "xlsm", "xltx", "xltm"}, "xls": {"xls", "xlt"}, "ods": {"ods", "ots"},
    "csv": {"csv", "tsv", "txt", "tab", "skv"}, "html": {"html", "htm"},
}  # fmt: skip
_KIND_IN_WORDS = {"xlsx": "XLSX", "xls": "XLS", "ods": "ODS", "csv": "CSV", "html": "HTML"}
# Text that no list of plans is written with: more than a little of it means the file is something else.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def open_workbook(content: bytes, filename: str, limits: Limits = _ORDINARY) -> Workbook:
    """Opens .xlsx, .xlsm, .xls, .ods, .csv, .tsv and tables in HTML, told by content and not by name.

    No macro is run, no link followed. Raises Refused, with a sentence, for everything that cannot be read safely.
    """
    file = _plain_name(filename)
    if not content.strip(b"\0 \t\r\n"):
        raise Refused("empty_file", file=file)
    if len(content) > limits.file_bytes:
        size = f"{len(content) / _MEGABYTE:.0f}"
        raise Refused("too_large", file=file, size=size, limit=limits.file_bytes // _MEGABYTE)
    workbook = _opened(content, file, limits)
    if not any(sheet.rows for sheet in workbook.sheets):
        raise Refused("no_sheets", file=file)
    return _with_notice_of_ending(dataclasses.replace(workbook, sheets=parted(workbook.sheets)))


def paste(text: str, limits: Limits = _ORDINARY) -> Workbook:
    """A table pasted as text: from a spreadsheet (tabs, quoted cells with line breaks), or with ; or , between."""
    kept = visible(text.removeprefix("\ufeff"))
    if not kept.strip():
        raise Refused("empty_text")
    sheet = read_delimited(kept, "", limits, prefer="\t")
    return Workbook("", "paste", parted((sheet,)))


def _opened(content: bytes, file: str, limits: Limits) -> Workbook:
    kind = kind_of(content)
    if kind == "zip":
        return _zipped(content, file, limits)
    if kind == "ole":
        return _ole(content, file, limits)
    if kind == "old_xls":
        return Workbook(file, "xls", read_xls(content, file, limits))
    if kind in ("text", "html"):
        return _text(content, kind, file, limits)
    raise Refused("wrong_kind", file=file, kind=kind)


def _zipped(content: bytes, file: str, limits: Limits) -> Workbook:
    archive = Archive(content, file, limits)
    kind = kind_of_zip(archive)
    if kind == "xlsx":
        sheets, notices = read_xlsx(archive)
        return Workbook(file, "xlsx", sheets, notices)
    if kind == "ods":
        return Workbook(file, "ods", read_ods(archive))
    raise Refused("wrong_kind", file=file, kind=kind)


def _ole(content: bytes, file: str, limits: Limits) -> Workbook:
    kind = kind_of_ole(content)
    if kind == "password":
        raise Refused("password", file=file)
    if kind != "xls":
        raise Refused("wrong_kind", file=file, kind=kind)
    return Workbook(file, "xls", read_xls(content, file, limits))


def _text(content: bytes, kind: str, file: str, limits: Limits) -> Workbook:
    text = decoded(content)
    if text is None or len(_CONTROL.findall(text[:20_000])) > 20:
        raise Refused("unknown_kind", file=file)
    if kind == "html" or "<table" in text[:4000].lower():
        sheets = read_html(text, file, limits)
        if not any(sheet.rows for sheet in sheets):
            raise Refused("wrong_kind", file=file, kind="html")
        return Workbook(file, "html", sheets)
    if text.lstrip()[:2] in ('{"', "[{"):
        raise Refused("wrong_kind", file=file, kind="json")
    prefer = "\t" if file.lower().endswith((".tsv", ".tab")) else ";"
    return Workbook(file, "csv", (read_delimited(text, file, limits, prefer=prefer),))


def _with_notice_of_ending(workbook: Workbook) -> Workbook:
    ending = workbook.filename.lower().rpartition(".")[2]
    if ending == workbook.filename.lower() or ending in _ENDINGS[workbook.format]:
        return workbook
    notice = Notice("other_kind", (("extension", "." + ending), ("kind", _KIND_IN_WORDS[workbook.format])))
    return dataclasses.replace(workbook, notices=(*workbook.notices, notice))


def _plain_name(filename: str) -> str:
    """The name alone, without folders, and short enough to stand in a sentence."""
    name = visible(filename).replace("\\", "/").rpartition("/")[2].strip()
    return name[-120:] or "uten navn"
