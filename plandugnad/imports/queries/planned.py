from plandugnad.imports.choices import Choices
from plandugnad.imports.kept_runs import reading_of
from plandugnad.imports.matching.comparison import Plannings, plan_import
from plandugnad.imports.matching.remembered_rows import said_before
from plandugnad.imports.matching.standing_plans import standing_plans
from plandugnad.imports.models import ImportRun


def planned_for(run: ImportRun) -> Plannings:
    """What the run would do to the plans as they stand now."""
    reading, choices = reading_of(run), Choices.from_json(run.choices)
    return plan_import(reading.rows, standing_plans(run.organisation), choices, said_before(run.organisation))


def is_of_other_municipality(run: ImportRun) -> bool:
    return bool(run.named_municipality) and not Choices.from_json(run.choices).is_other_municipality_right
