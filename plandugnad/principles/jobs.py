from procrastinate.contrib.django import app

from plandugnad.principles.telling import HealthSource
from plandugnad.projections.filling import refresh


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="ask_who_works_here", pass_context=False)
def ask_who_works_here(timestamp: int) -> None:
    """Whom an open health check waits for changes with roles, which tell nobody of it."""
    refresh(HealthSource.key, HealthSource().ids())
