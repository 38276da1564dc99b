"""What is tidied is the municipality's own, and comes with «Ta med alt»."""

import json
from datetime import date

from plandugnad.engines.tables.when import When
from plandugnad.strategies.tidying.actions import Chosen, choose
from plandugnad.strategies.tidying.answering import answer_questions
from plandugnad.strategies.tidying.kinds import TidyingOutcome
from plandugnad.strategies.tidying.models import TidyingRound
from plandugnad.strategies.tidying.taking_out import TidyingPart
from plandugnad.strategies.tidying.types import write_principles
from tests.cast import Cast
from tests.plans.builders import INGRID, make_plan


def test_rounds_choices_principles_and_answers_come_along_and_nobody_elses(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, revision_due=When.of_year(2022))
    chosen = Chosen(TidyingOutcome.LEAVE, because="Vi venter på samfunnsdelen.")
    choose(INGRID, cast.fjordvik, plan.id, chosen, [("past_revision", "2022")], date(2026, 11, 30))
    write_principles(INGRID, cast.fjordvik, "Færre planer.")
    answer_questions(INGRID, plan, {"need": {"answer": "yes", "text": ""}})
    (file,) = TidyingPart().files(cast.fjordvik.id)
    assert file.path == "rydding.json"
    taken = json.loads(file.open().read())
    assert taken["principles"] == "Færre planer."
    assert taken["rounds"][0]["choices"][0]["because"] == "Vi venter på samfunnsdelen."
    assert taken["answers"] == [{"plan_id": str(plan.id), "answers": {"need": {"answer": "yes", "text": ""}}}]
    assert list(TidyingPart().files(cast.lyngmo.id)) == []
    assert TidyingRound.objects.count() == 1
