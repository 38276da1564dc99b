"""What the worksheet offers a common process, as its page shows it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from plandugnad.engines.statute import chains
from plandugnad.processes.common.agreed import AgreedItem
from plandugnad.processes.common.models import CommonProcess
from plandugnad.processes.common.newer import Field, News
from plandugnad.processes.queries.newer import KIND_WORDS, LABELS, ItemTold, Line
from plandugnad.processes.words import law_language


def agreed_told(common: CommonProcess, items: Sequence[AgreedItem]) -> list[ItemTold]:
    language = law_language()
    titles = {code: step.name.said(language) for code, step in chains()[common.chain].by_id.items()}
    titles |= {step.code: step.name for step in common.steps.all() if step.name}
    titles |= {item.code: item.title for item in items}

    def said(name: str, value: Any) -> str:
        if name == "after":
            return titles.get(value, value) or _("først")
        return str(value) if value not in ("", None) else "–"

    def line(field: Field, is_new: bool) -> Line:
        ours = "–" if is_new else said(field.name, field.ours)
        return Line(str(LABELS[field.name]), ours, said(field.name, field.becomes), field.is_kept)

    return [
        ItemTold(
            code=item.code,
            title=item.title,
            kind=item.kind,
            kind_words=str(KIND_WORDS[item.kind]),
            lines=tuple(line(field, item.kind is News.NEW) for field in item.fields),
            takes_out=item.kind is News.GONE,
            is_taken_out_here=False,
            is_here=item.kind is not News.NEW,
        )
        for item in items
    ]
