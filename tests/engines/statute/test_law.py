"""Every provision has what a reader needs to trust it, and every row of the field's own table of rules is covered."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from plandugnad.engines.statute import chains, choice_names, law
from plandugnad.engines.statute.chains import names_of_kinds, plain_name
from plandugnad.engines.statute.provisions import Bound, Counting, Provision, read_provision

CASES = Path(__file__).parent / "cases"
DOMAIN = Path(__file__).resolve().parents[4] / "shared" / "domain.md"
_PROVISIONS = list(law().values())
_COUNTED = {one.id for one in _PROVISIONS if any(version.bound is not Bound.NONE for version in one.versions)}
# First column of the tables, as it is named here.
_SECTIONS = {"1.2": "KPS-STRAT-", "1.3": "KPS-", "1.4": "KPA-", "1.5": "REG-", "1.6": ""}


@pytest.mark.parametrize("provision", _PROVISIONS, ids=lambda one: one.id)
def test_a_provision_says_where_it_is_from_and_what_it_demands(provision: Provision) -> None:
    assert provision.source.startswith(("https://", "http")), "a link a reader can open"
    assert provision.citation
    for version in provision.versions:
        assert version.says.nb.endswith(".")
        assert version.says.nn.endswith(".")
        assert len(version.says.nb) <= 240


@pytest.mark.parametrize("chain", chains().values(), ids=lambda one: one.id)
def test_every_step_of_a_course_has_a_provision_or_is_the_events_own(chain) -> None:  # type: ignore[no-untyped-def]
    bare = [step.id for step in chain.steps if not (step.rules or step.demands)]
    assert set(bare) <= set()


@pytest.mark.parametrize("chain", chains().values(), ids=lambda one: one.id)
def test_every_step_of_a_course_is_named_in_three_languages(chain) -> None:  # type: ignore[no-untyped-def]
    assert chain.name.en
    assert all(step.name.en for step in chain.steps)


@pytest.mark.parametrize("chain", chains().values(), ids=lambda one: one.id)
def test_every_choice_of_a_course_has_words(chain) -> None:  # type: ignore[no-untyped-def]
    assert set(chain.choices) <= set(choice_names())


def test_a_kind_of_plan_is_known_by_its_name_in_the_product_and_in_the_law() -> None:
    for name in (
        "zoning_detail",
        "detaljregulering",
        "REG",
        "kommuneplanens arealdel",
        "planning_strategy",
        "KPS-STRAT",
    ):
        assert plain_name(name) in names_of_kinds()


def test_no_name_leads_to_two_courses() -> None:
    leads: dict[str, set[str]] = {}
    for one in chains().values():
        for name in (one.id, one.name.nb, *one.plan_types, *one.aliases):
            leads.setdefault(plain_name(name), set()).add(one.id)
    assert {name: ids for name, ids in leads.items() if len(ids) > 1} == {}


def test_all_rows_of_the_table_of_rules_are_covered() -> None:
    if not DOMAIN.exists():
        pytest.skip("the table of rules is not on this machine")
    covered = {row for one in _PROVISIONS for row in one.rows}
    assert {row for row in _rows(DOMAIN.read_text(encoding="utf-8")) if row not in covered} == set()


def _rows(text: str) -> list[str]:
    found = []
    for section, prefix in _SECTIONS.items():
        body = text.split(f"### {section} ", 1)[1].split("\n### ", 1)[0]
        names = re.findall(r"^\| *([0-9R][0-9a-z]*) *\|", body, re.MULTILINE)
        found += [f"{prefix}{name}" for name in names]
    return found


def test_every_provision_that_is_counted_has_cases_written_by_hand() -> None:
    written = {
        provision
        for path in CASES.glob("*.yaml")
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
        for provision in case["provisions"]
    }
    assert _COUNTED - written == set()


def test_a_rule_that_is_changed_is_read_as_it_stood_that_day() -> None:
    laying_out = law()["pbl-12-11-laying-out"]
    before, after = laying_out.on(date(2025, 6, 30)), laying_out.on(date(2025, 7, 1))
    assert before is not None
    assert after is not None
    assert before.exempt == ()
    assert after.exempt == ("cost_contribution",)


def test_a_rule_that_had_not_come_yet_is_none() -> None:
    assert law()["pbl-11-8a-densification"].on(date(2025, 6, 30)) is None


def test_a_provision_with_something_unknown_stops_the_start() -> None:
    path = next(
        Path(__file__).resolve().parents[3].glob("plandugnad/engines/statute/law/pbl/pbl-12-10-consultation.yaml")
    )
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match="unknown"):
        read_provision(data | {"lenght": "6 weeks"})
    with pytest.raises(ValueError, match="do not go together"):
        read_provision(data | {"versions": [data["versions"][0] | {"bound": "none"}]})


def test_only_ends_of_procedural_periods_move() -> None:
    staying = {
        one.id for one in _PROVISIONS for version in one.versions
        if version.bound is not Bound.NONE and version.counting is not Counting.WORKING_DAY
    }  # fmt: skip
    for id in ("pbl-13-prohibition", "pbl-12-4-ten-years", "fvl-31-late-appeal", "koml-14-3-budget", "pbl-9-5-exit"):
        assert id in staying
    for id in ("pbl-12-10-consultation", "pbl-12-11-laying-out", "fvl-29-appeal"):
        assert id not in staying
