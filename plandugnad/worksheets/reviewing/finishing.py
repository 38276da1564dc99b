"""What it means for a review that its owner has finished the sheet, or taken that back."""

from typing import Any

from django.utils import timezone

from plandugnad.core.audit import By
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.rows import TableRows
from plandugnad.worksheets.auditing import write_down
from plandugnad.worksheets.models import Document, Sheet
from plandugnad.worksheets.reviewing.access import review_of
from plandugnad.worksheets.reviewing.telling import refresh_review, tell_panel
from plandugnad.worksheets.store import open_document, shut

SUMMARY = "summary"


def mark_finished(by: By, sheet: Sheet, shared: Document) -> None:
    """In the transaction that adopted it. Adopted anew, what was taken is read anew, and nobody is told twice."""
    review = review_of(sheet)
    if review is None:
        return
    is_first = review.is_open
    review.outcome = outcome_of(shared)
    review.finished_at = review.finished_at or timezone.now()
    review.save(update_fields=["outcome", "finished_at"])
    if is_first:
        shut(sheet, by.id)
        write_down(by, "review.finished", sheet, organisation_id=review.owner_id)
        tell_panel(by, "review_finished", review)
    refresh_review(review, by)


def reopen(by: By, sheet: Sheet) -> None:
    review = review_of(sheet)
    if review is None or review.is_open:
        return
    review.finished_at = None
    review.save(update_fields=["finished_at"])
    sheet.review_on = None
    sheet.save(update_fields=["review_on"])
    shut(sheet, by.id)
    write_down(by, "review.reopened", sheet, organisation_id=review.owner_id)
    refresh_review(review, by)


def outcome_of(shared: Document) -> list[dict[str, Any]]:
    rows = project(open_document(shared)).get(SUMMARY)
    if not isinstance(rows, TableRows):
        return []
    said = [{name: str(row.cells.get(name) or "") for name in ("advice", "decision", "why")} for row in rows.rows]
    return [one for one in said if one["advice"] or one["decision"]]
