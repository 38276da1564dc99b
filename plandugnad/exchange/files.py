"""What is open as files, written piece by piece: JSON for programs, CSV for spreadsheets, Atom for what has changed."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings

from plandugnad.exchange.content import FIELDS
from plandugnad.exchange.models import PublishedPlan
from plandugnad.exchange.reading import Area, Opened, State
from plandugnad.plans.exports.delimited import harmless
from plandugnad.plans.words.names import status_name, type_name

FORMAT, VERSION = "plandugnad/apne-planer", 1
LICENCE_NAME = "Creative Commons Navngivelse 4.0 (CC BY 4.0)"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/deed.no"
EXAMPLE = "Eksempeldata: kommunen og planene er oppdiktet."
_A_PIECE = 200
# What XML 1.0 has no way to write, whatever a plan may be called.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def public_plan(row: PublishedPlan) -> dict[str, Any]:
    """One plan as all of these say it."""
    place = row.organisation
    return {
        "id": str(row.id),
        "municipality_number": place.number,
        "municipality_name": place.name,
        "county_number": place.county.number if place.county else "",
        **{name: row.content.get(name) for name in FIELDS},
        "is_example": place.is_example,
        "changed_at": row.changed_at.isoformat(),
        "plan_id": str(row.plan_id),
    }


COLUMNS = (
    "id", "municipality_number", "municipality_name", "county_number", *FIELDS, "is_example", "changed_at", "plan_id",
)  # fmt: skip


def about(area: Area, state: State, opened: Iterable[Opened]) -> dict[str, Any]:
    municipalities = [
        {
            "number": each.number,
            "name": each.name,
            "published_at": each.published_at.isoformat(),
            "is_example": each.is_example,
        }
        for each in opened
    ]
    is_example = any(each["is_example"] for each in municipalities)
    return {
        "format": FORMAT,
        "version": VERSION,
        "license": LICENCE_ADDRESS,
        "license_name": LICENCE_NAME,
        "source": f"{settings.BASE_URL}/apne-data/",
        "area": {"kind": area.kind, "number": area.number, "name": area.name},
        "is_example": is_example,
        **({"example_notice": EXAMPLE} if is_example else {}),
        "updated": state.changed_at.isoformat() if state.changed_at else None,
        "municipalities": municipalities,
    }


def as_json(head: dict[str, Any], rows: Iterable[PublishedPlan]) -> Iterator[bytes]:
    yield json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "plans": [\n'
    before = ""
    for piece in _pieces(rows):
        yield (before + ",\n".join(json.dumps(public_plan(row), ensure_ascii=False) for row in piece)).encode()
        before = ",\n"
    yield b"\n]}\n"


def as_csv(head: dict[str, Any], rows: Iterable[PublishedPlan]) -> Iterator[bytes]:
    """As the product's other tables: UTF-8 with a mark at the start, semicolons, and no cell that is a formula."""
    yield "\ufeff".encode() + _lines([COLUMNS])
    for piece in _pieces(rows):
        yield _lines([[_cell(value) for value in public_plan(row).values()] for row in piece])


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(", ".join(value) if isinstance(value, list) else str(value or ""))


def _pieces(rows: Iterable[PublishedPlan]) -> Iterator[list[PublishedPlan]]:
    piece: list[PublishedPlan] = []
    for row in rows:
        piece.append(row)
        if len(piece) == _A_PIECE:
            yield piece
            piece = []
    if piece:
        yield piece


def as_atom(area: Area, state: State, rows: list[PublishedPlan], links: dict[str, str]) -> bytes:
    """RFC 4287, a page at a time (RFC 5005), with what is gone as RFC 6721 tells it."""
    updated = state.changed_at or datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    mark = "Eksempeldata: " if area.is_example else ""
    number = f":{area.number}" if area.number else ""
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="nb">\n',
        f"<id>{_text(f'{settings.BASE_URL}/apne-data/planer/{area.kind}{number}')}</id>\n",
        f"<title>{_text(f'{mark}Vedtatte planer i {area.name}')}</title>\n",
        f"<updated>{updated.isoformat()}</updated>\n",
        "<author><name>Plandugnad</name></author>\n",
        f"<rights>{_text(LICENCE_NAME)}</rights>\n",
        *(f"<link rel={quoteattr(rel)} href={quoteattr(address)}/>\n" for rel, address in links.items()),
        *(_entry(row) for row in rows),
        "</feed>\n",
    ]
    return "".join(parts).encode()


def _entry(row: PublishedPlan) -> str:
    when = row.changed_at.isoformat()
    if row.is_gone:
        return f'<at:deleted-entry ref="urn:uuid:{row.id}" when="{when}"/>\n'
    said, place = row.content, row.organisation
    words = [type_name(said.get("plan_type") or ""), status_name(said.get("status") or "")]
    words += [f"vedtatt {said['adopted']}"] if said.get("adopted") else []
    words += [f"skal revideres {said['revision_due']}"] if said.get("revision_due") else []
    words += [f"fellesplan ledet av kommune {said.get('led_by_number')}"] if row.id != row.plan_id else []
    words += [EXAMPLE] if place.is_example else []
    summary = ", ".join(word for word in words if word)
    address = f"{settings.BASE_URL}/apne-data/planer/{row.id}.json"
    return (
        f"<entry><id>urn:uuid:{row.id}</id><title>{_text(str(said.get('name')))}</title>"
        f"<updated>{when}</updated><published>{row.first_at.isoformat()}</published>"
        f"<author><name>{_text(f'{place.name} kommune')}</name></author>"
        f'<link rel="alternate" type="application/json" href={quoteattr(address)}/>'
        f"<category term={quoteattr(said.get('plan_type') or 'unknown')}/>"
        f"<summary>{_text(summary)}</summary></entry>\n"
    )


def _text(text: str) -> str:
    return escape(_NOT_XML.sub(" ", text))
