from django.utils import timezone
from procrastinate.contrib.django import app

from plandugnad.consultations.incoming.actions import forget_mails_nobody_took_in
from plandugnad.consultations.public import sending
from plandugnad.consultations.retention.erasing import erase_what_is_due


@app.periodic(cron="35 2 * * *")
@app.task(queueing_lock="forget_submissions", pass_context=False)
def forget_submissions(timestamp: int) -> int:
    return sending.forget_submissions()


@app.periodic(cron="37 2 * * *")
@app.task(queueing_lock="forget_incoming_mails", pass_context=False)
def forget_incoming_mails(timestamp: int) -> int:
    return forget_mails_nobody_took_in()


# Before the sweep of files nothing refers to, which takes the attachments a day later.
@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="erase_private_data", pass_context=False)
def erase_private_data(timestamp: int) -> int:
    return erase_what_is_due(timezone.localdate())
