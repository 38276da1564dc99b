from procrastinate.contrib.django import app

from plandugnad.projections import activity, checking, making


@app.periodic(cron="10 2 * * *")
@app.task(queueing_lock="forget_old_activity", pass_context=False)
def forget_old_activity(timestamp: int) -> int:
    return activity.forget_old()


@app.periodic(cron="30 2 * * *")
@app.task(queueing_lock="check_overviews", pass_context=False)
def check_overviews(timestamp: int) -> int:
    return checking.check()


# At each start (`fill_overviews --if-behind`), and again now and then: a database is also upgraded by hand, and a job
# that failed is tried again. One at a time; who comes second finds it done.
@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="fill_overviews", lock="fill_overviews", pass_context=False)
def fill_overviews(timestamp: int) -> bool:
    return making.fill_if_behind()
