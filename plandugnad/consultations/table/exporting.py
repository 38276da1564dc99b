"""What is sent out, kept as it was, so that what comes back is compared with it."""

from collections.abc import Iterator

from plandugnad.consultations.models import Consultation, TableExport
from plandugnad.consultations.table.cells import HIDING, key_of
from plandugnad.consultations.table.contents import Contents
from plandugnad.core.audit import By
from plandugnad.core.word_files import plain

Cells = dict[str, list[str]]


def keep_export(by: By, consultation: Consultation, contents: Contents) -> TableExport:
    """Who fetches the same once more gets the same one."""
    cells = dict(_cells(contents))
    last = TableExport.objects.filter(consultation=consultation, by_id=by.id).order_by("made_at").last()
    if last is not None and last.cells == cells:
        return last
    return TableExport.objects.create(consultation=consultation, cells=cells, by_id=by.id, by_name=by.name)


def _cells(contents: Contents) -> Iterator[tuple[str, list[str]]]:
    """By key: the number the reader sees, and the text; and whether it is ours without somebody's name."""
    for group in contents.groups:
        yield key_of("ga", group.id), _cell(group.number, group.answer, group.is_hiding)
    for one in contents.statements:
        yield key_of("ss", one.id), _cell(str(one.number), one.summary, "summary" in one.is_hiding)
        yield key_of("sa", one.id), _cell(str(one.number), one.assessment, "assessment" in one.is_hiding)
        for point in one.points:
            yield key_of("pa", point.id), _cell(point.number, point.answer, point.is_hiding)


def _cell(number: str, text: str, is_hiding: bool) -> list[str]:
    return [number, plain(text), *([HIDING] if is_hiding else [])]
