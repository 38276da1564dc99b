from django.utils import timezone
from procrastinate.contrib.django import app

from plandugnad.processes.notice.retention.erasing import erase_what_is_due
from plandugnad.processes.telling import ProcessSource
from plandugnad.projections.filling import fill_source


# Deadlines run out as days pass, with nobody changing anything. Before those that are due are noted.
@app.periodic(cron="30 3 * * *")
@app.task(queueing_lock="tell_of_processes", pass_context=False)
def tell_of_processes(timestamp: int) -> None:
    fill_source(ProcessSource())


@app.periodic(cron="42 2 * * *")
@app.task(queueing_lock="erase_private_recipients", pass_context=False)
def erase_private_recipients(timestamp: int) -> int:
    return erase_what_is_due(timezone.localdate())
