from django.utils import timezone
from procrastinate.contrib.django import app

from plandugnad.agreements.telling import AgreementSource, to_ask_of_soon
from plandugnad.projections.filling import refresh


@app.periodic(cron="40 1 * * *")
@app.task(queueing_lock="ask_of_reviews", pass_context=False)
def ask_of_reviews(timestamp: int) -> int:
    """A review comes near without anybody changing anything."""
    found = to_ask_of_soon(timezone.localdate())
    refresh(AgreementSource.key, found)
    return len(found)
