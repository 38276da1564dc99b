from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from plandugnad.notices import writing
from plandugnad.notices.sending import send_digests

# Longer than any date is told about, so that what was told is remembered until it cannot come again.
KEPT = timedelta(days=90)


# Each hour, as seven o'clock is another hour for the worker when the clocks have changed.
@app.periodic(cron="0 * * * *")
@app.task(queueing_lock="send_digests", pass_context=False)
def send_waiting_digests(timestamp: int) -> int:
    return send_digests(timezone.now())


# Before seven in Norway, summer and winter.
@app.periodic(cron="15 4 * * *")
@app.task(queueing_lock="note_due", pass_context=False)
def note_due_dates(timestamp: int) -> int:
    return writing.note_due(timezone.localdate())


@app.periodic(cron="50 2 * * *")
@app.task(queueing_lock="forget_old_notices", pass_context=False)
def forget_old_notices(timestamp: int) -> int:
    return writing.forget_old(KEPT)
