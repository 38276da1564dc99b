from procrastinate.contrib.django import app

from plandugnad.projections.filling import refresh
from plandugnad.worksheets.confidential.circle import delete_what_nobody_is_in
from plandugnad.worksheets.reviewing.telling import ReviewSource


@app.periodic(cron="50 4 * * *")
@app.task(queueing_lock="delete_private_sheets_nobody_is_in", pass_context=False)
def delete_private_sheets_nobody_is_in(timestamp: int) -> None:
    """An account that is erased takes its owner out of them without asking who is left."""
    delete_what_nobody_is_in()


@app.periodic(cron="25 4 * * *")
@app.task(queueing_lock="look_at_reviews_again", pass_context=False)
def look_at_reviews_again(timestamp: int) -> None:
    """Three months are over, a day has come, or somebody works elsewhere: days and roles tell nobody of it."""
    refresh(ReviewSource.key, ReviewSource().ids())
