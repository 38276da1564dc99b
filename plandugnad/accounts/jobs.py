from procrastinate.contrib.django import app

from plandugnad.accounts.session_store import SessionStore


@app.periodic(cron="10 4 * * *")
@app.task(queueing_lock="forget_ended_sessions", pass_context=False)
def forget_ended_sessions(timestamp: int) -> None:
    SessionStore.clear_expired()
