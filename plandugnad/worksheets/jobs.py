from procrastinate.contrib.django import app

from plandugnad.worksheets.confidential.circle import delete_what_nobody_is_in


@app.periodic(cron="50 4 * * *")
@app.task(queueing_lock="delete_private_sheets_nobody_is_in", pass_context=False)
def delete_private_sheets_nobody_is_in(timestamp: int) -> None:
    """An account that is erased takes its owner out of them without asking who is left."""
    delete_what_nobody_is_in()
