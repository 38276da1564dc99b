"""Every date that was worked out by hand before the engine ran, against the engine; `test_calendar` counts too."""

import pytest

from plandugnad.engines.statute import Length, Unit, law
from plandugnad.engines.statute.counting import Pause, count, count_back, fixed_date
from plandugnad.engines.statute.holidays import next_working_day
from tests.engines.statute.reading import Case, read_cases

_CASES = [
    pytest.param(case, provision, id=f"{case}-{provision}")
    for case in read_cases()
    for provision in case.provisions or [""]
]


@pytest.mark.parametrize(("case", "provision_id"), _CASES)
def test_the_engine_gives_the_dates_that_were_worked_out_by_hand(case: Case, provision_id: str) -> None:
    assert _counted(case, provision_id) == (case.statutory_end, case.working_day_end), case.arithmetic


def _counted(case: Case, provision_id: str) -> tuple[object, object]:
    """Both ends; nothing where the rule did not exist, or gives no date that year."""
    if not provision_id:
        assert case.start
        end = Length(case.number, Unit(case.unit)).after(case.start)
        return end, next_working_day(end)
    provision = law()[provision_id]
    if case.year is not None:
        if not provision.newest.falls_in(case.year):
            return None, None
        counted = fixed_date(provision, provision.newest, case.year)
    else:
        begun = case.start or case.meeting
        assert begun
        version = provision.on(begun)
        if version is None:
            return None, None
        pauses = [Pause(*stop) for stop in case.stops]
        counted = (
            count_back(provision, version, begun)
            if case.meeting
            else count(provision, version, begun, pauses=pauses, extended=case.extension is not None)
        )
    return counted.statutory_end, counted.working_day_end
