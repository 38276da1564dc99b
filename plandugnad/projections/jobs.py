from procrastinate.contrib.django import app

from plandugnad.projections import activity, checking


@app.periodic(cron="10 2 * * *")
@app.task(queueing_lock="forget_old_activity", pass_context=False)
def forget_old_activity(timestamp: int) -> int:
    return activity.forget_old()


@app.periodic(cron="30 2 * * *")
@app.task(queueing_lock="check_overviews", pass_context=False)
def check_overviews(timestamp: int) -> int:
    return checking.check()
