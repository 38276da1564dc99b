from uuid import UUID

from procrastinate.contrib.django import app

from plandugnad.consultations.alike.looking import carry_out


@app.task(pass_context=False)
def find_alike(run_id: str) -> int:
    """Done again without harm: after a crash the same run begins anew, and one that is finished does nothing."""
    return carry_out(UUID(run_id))
