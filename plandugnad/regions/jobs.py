from procrastinate.contrib.django import app

from plandugnad.regions import joining


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="end_what_has_run_out", pass_context=False)
def end_what_has_run_out(timestamp: int) -> int:
    return joining.end_what_has_run_out()
