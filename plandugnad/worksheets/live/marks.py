"""A mark of everything that somebody's rights in a document are worked out from. While it stands, so do the rights.

To work out the rights of a hundred every four seconds costs a quarter of a processor; their marks are one question.
`xmin` of a row is the transaction that wrote it: what comes is always newer than what goes, so that the number of rows
and the sum of theirs never come to the same after a change. A test holds the tables against those that rights read.
"""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from plandugnad.worksheets.live.rows import Pool

_MARKS = """
WITH shared AS (
    SELECT d.seq, concat_ws('|', %(today)s::text, coalesce(d.closed_at::text, '-'), s.xmin,
        (SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0)
            FROM worksheets_lock WHERE sheet_id = s.id),
        (SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0)
            FROM worksheets_sheet_facilitators WHERE sheet_id = s.id),
        (SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0)
            FROM worksheets_participant WHERE sheet_id = s.id),
        (SELECT count(*) || ':' || coalesce(sum(r.xmin::text::bigint + coalesce(p.xmin::text::bigint, 0)), 0)
            FROM worksheets_review r LEFT JOIN worksheets_panellist p ON p.review_id = r.id WHERE r.sheet_id = s.id),
        (SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM regions_member),
        (SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM regions_role),
        (SELECT count(*) || ':' || coalesce(sum(xmin::text::bigint), 0) FROM regions_collaboration)
    ) AS mark
    FROM worksheets_document d JOIN worksheets_sheet s ON s.id = d.sheet_id WHERE d.id = %(id)s
)
SELECT shared.seq, concat_ws('|', shared.mark,
    coalesce(session.xmin::text, '-'),
    coalesce((SELECT xmin::text FROM accounts_person WHERE id = session.person_id), '-'),
    (SELECT count(*) || ':' || coalesce(sum(m.xmin::text::bigint + coalesce(o.xmin::text::bigint, 0)), 0)
        FROM regions_membership m LEFT JOIN regions_organisation o ON o.id = m.organisation_id
        WHERE m.person_id = session.person_id)
)
FROM shared CROSS JOIN unnest(%(keys)s::text[]) WITH ORDINALITY AS asked(key, place)
    LEFT JOIN accounts_session session ON session.session_key = asked.key AND session.expire_date > now()
ORDER BY asked.place
"""


async def marks_of(pool: Pool, document_id: UUID, sessions: Sequence[str]) -> tuple[int, list[str]]:
    """The number the document has come to, and a mark for each session by its key. None, and 0, where it is gone."""
    asked = {"id": document_id, "today": timezone.localdate().isoformat(), "keys": list(sessions)}
    async with pool.connection() as connection:
        found = await (await connection.execute(_MARKS, asked)).fetchall()
    return (found[0][0] if found else 0), [mark for _seq, mark in found]
