"""What there is to tidy: a case per situation, and what holds for all plans."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.engines.tables.when import When
from plandugnad.engines.tidying import Finding, Kind, Pair, Portrait, Stage, found_in

TODAY = date(2026, 11, 30)
CALM = Portrait("a", Stage.IN_FORCE, adopted=When.of_year(2025), is_followed=True)


def found(one: Portrait, *others: Portrait, pairs: tuple[Pair, ...] = ()) -> dict[Kind, Finding]:
    every = {each.id: each.findings for each in found_in([one, *others], TODAY, pairs)}
    return {finding.kind: finding for finding in every.get(one.id, ())}


def test_nothing_is_said_of_a_plan_that_is_in_order() -> None:
    assert found(CALM) == {}


def test_a_plan_is_past_its_revision_when_the_last_day_it_may_mean_is_past() -> None:
    assert found(replace(CALM, revision_due=When.of_year(2026))) == {}
    late = found(replace(CALM, revision_due=When.of_years(2022, 2025)))[Kind.PAST_REVISION]
    assert (late.when, late.years) == (When.of_years(2022, 2025), 0)
    assert found(replace(CALM, revision_due=When.of_year(2020)))[Kind.PAST_REVISION].years == 5


def test_it_is_not_past_when_somebody_revises_it_now() -> None:
    late = replace(CALM, revision_due=When.of_year(2020), adopted=When.of_year(2004), act="pbl", is_followed=True)
    assert set(found(late)) == {Kind.PAST_REVISION, Kind.SILENT, Kind.OLDER_THAN_ACT}
    assert found(replace(late, stage=Stage.REVISED_NOW)) == {}


def test_what_it_is_valid_until_goes_before_its_period() -> None:
    assert Kind.PERIOD_ENDED in found(replace(CALM, period=When.of_years(2019, 2022)))
    assert found(replace(CALM, period=When.of_years(2019, 2022), valid_until=When.of_year(2027))) == {}


@pytest.mark.parametrize(
    ("adopted", "legal_basis", "is_older"),
    [
        (When.of_year(2008), "", True),
        (When.of_year(2009), "", False),  # before or after 1 July, it does not say
        (When.on(date(2009, 6, 30)), "pbl. § 12-3", True),
        (When.on(date(2009, 7, 1)), "pbl. § 12-3", False),
        (None, "", False),
        (None, "pbl. av 1985 § 28-1", True),
        (None, "PBL-85", True),
        (None, "BL 1965", True),
        (When.of_year(2009), "plan- og bygningsloven av 1985", True),
        (When.of_year(2015), "plan- og bygningsloven (1985)", False),
        (When.of_year(2015), "plan- og bygningsloven av 2008", False),
        (When.of_year(2004), "hol. § 3-1", False),  # an act we have no date for
        (When.of_year(2011), "folkehelseloven § 5", True),
        (When.of_year(2012), "folkehelseloven § 5", False),
        (When.on(date(2019, 6, 20)), "koml. § 14-4", True),
        (When.on(date(2011, 8, 21)), "sivilbeskyttelsesloven § 15", True),
    ],
)
def test_a_plan_is_older_than_its_act_when_that_is_sure(adopted: When | None, legal_basis: str, is_older: bool) -> None:
    plan = replace(CALM, adopted=adopted, legal_basis=legal_basis, act="pbl", is_followed=False)
    assert (Kind.OLDER_THAN_ACT in found(plan)) is is_older


def test_a_plan_that_was_revised_under_the_act_of_today_is_not_older_than_it() -> None:
    old = replace(CALM, adopted=When.of_year(2004), act="pbl")
    assert Kind.OLDER_THAN_ACT in found(old)
    assert Kind.OLDER_THAN_ACT not in found(replace(old, last_revised=When.of_year(2016)))


def test_ten_years_is_asked_of_what_may_be_private_and_never_said() -> None:
    plan = replace(CALM, adopted=When.on(date(2016, 11, 30)), may_be_private=True)
    assert found(plan)[Kind.TEN_YEARS].is_question
    assert Kind.TEN_YEARS not in found(replace(plan, adopted=When.on(date(2016, 12, 1))))
    assert Kind.TEN_YEARS not in found(replace(plan, may_be_private=False))


def test_nothing_is_heard_of_when_a_whole_council_has_heard_nothing() -> None:
    plan = replace(CALM, adopted=When.of_year(2020))
    assert found(plan)[Kind.SILENT].years == 5
    assert found(replace(plan, last_heard_of=date(2023, 1, 1))) == {}
    assert Kind.SILENT not in found(replace(plan, adopted=None))


def test_what_a_plan_is_mute_about_is_a_finding_of_its_own() -> None:
    assert set(found(Portrait("a", Stage.IN_FORCE))) == {Kind.UNKNOWN_ADOPTED}
    assert set(found(Portrait("a", Stage.UNKNOWN, has_type=False))) == {Kind.UNKNOWN_STATUS, Kind.UNKNOWN_TYPE}
    nobodys = replace(CALM, needs_owner=True, is_owned=False)
    assert set(found(nobodys)) == {Kind.NOBODY_OWNS}


def test_an_anchor_is_asked_of_the_types_that_need_one() -> None:
    loose = replace(CALM, needs_parent=True)
    assert set(found(loose)) == {Kind.NO_ANCHOR}
    assert set(found(replace(loose, has_parent=True, parent_ended="b"))) == {Kind.PARENT_ENDED}
    anchored = replace(loose, has_parent=True, needs_goal=True)
    assert found(anchored) == {}
    assert set(found(anchored, replace(CALM, id="b", has_goal=True))) == {Kind.NO_GOAL}


def test_an_overlap_is_said_once_of_the_older_of_the_two() -> None:
    old = replace(CALM, id="b", adopted=When.of_year(2024))
    pairs = (Pair("a", "b", 0.8), Pair("b", "a", 0.7, ("samme tema",)))
    every = found_in([CALM, old], TODAY, pairs)
    assert [(each.id, [finding.other for finding in each.findings]) for each in every] == [("b", ["a"])]


# --- whatever the plans ----------------------------------------------------------------------------------------------

_years = st.integers(1965, 2035)
_whens = st.none() | st.builds(When.of_year, _years) | st.builds(When.on, st.dates(date(1965, 1, 1), date(2035, 1, 1)))
_spans = _whens | st.builds(lambda first, more: When.of_years(first, first + more), _years, st.integers(0, 12))
_portraits = st.builds(
    Portrait,
    id=st.sampled_from("abcdefgh"),
    stage=st.sampled_from(Stage),
    has_type=st.booleans(),
    act=st.sampled_from(["", "pbl", "koml"]),
    legal_basis=st.sampled_from(["", "pbl. § 12-3", "PBL-85", "bygningsloven 1965", "folkehelseloven", "hol. § 3-1"])
    | st.text(max_size=30),
    adopted=_spans,
    last_revised=_whens,
    revision_due=_spans,
    period=_spans,
    valid_until=_whens,
    is_owned=st.booleans(),
    needs_owner=st.booleans(),
    needs_parent=st.booleans(),
    needs_goal=st.booleans(),
    has_parent=st.booleans(),
    parent_ended=st.sampled_from(["", "z"]),
    has_goal=st.booleans(),
    is_followed=st.booleans(),
    last_heard_of=st.none() | st.dates(date(2000, 1, 1), date(2026, 11, 30)),
    may_be_private=st.booleans(),
)
_many = st.lists(_portraits, max_size=8, unique_by=lambda one: one.id)
_pairs = st.lists(
    st.builds(Pair, st.sampled_from("abcdefghx"), st.sampled_from("abcdefghx"), st.sampled_from([0.4, 0.9])), max_size=8
)
_days = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(_many, _days, _pairs, st.randoms())
def test_the_order_plans_come_in_changes_nothing(
    plans: list[Portrait], day: date, pairs: list[Pair], by: object
) -> None:
    shuffled, others = list(plans), list(pairs)
    by.shuffle(shuffled)  # type: ignore[attr-defined]
    by.shuffle(others)  # type: ignore[attr-defined]
    assert found_in(plans, day, pairs) == found_in(shuffled, day, others)


@given(_many, _days, _pairs)
def test_nothing_is_found_twice_and_nothing_of_what_has_ended(
    plans: list[Portrait], day: date, pairs: list[Pair]
) -> None:
    every = found_in(plans, day, pairs)
    assert len({each.id for each in every}) == len(every)
    stages = {one.id: one.stage for one in plans}
    overlaps = set()
    for each in every:
        assert stages[each.id] is not Stage.ENDED
        keys = [finding.key for finding in each.findings]
        assert len(set(keys)) == len(keys)
        overlaps |= {frozenset((each.id, finding.other)) for finding in each.findings if finding.kind is Kind.OVERLAP}
    said = sum(finding.kind is Kind.OVERLAP for each in every for finding in each.findings)
    assert len(overlaps) == said


MENDED: dict[Kind, dict[str, object]] = {
    Kind.PAST_REVISION: {"revision_due": None},
    Kind.PERIOD_ENDED: {"valid_until": When.of_year(2099)},
    Kind.UNKNOWN_ADOPTED: {"adopted": When.of_year(2026)},
    Kind.UNKNOWN_STATUS: {"stage": Stage.IN_FORCE},
    Kind.UNKNOWN_TYPE: {"has_type": True},
    Kind.NOBODY_OWNS: {"is_owned": True},
    Kind.NO_ANCHOR: {"has_parent": True},
    Kind.PARENT_ENDED: {"parent_ended": ""},
    Kind.NO_GOAL: {"has_goal": True},
    Kind.SILENT: {"last_heard_of": TODAY},
    Kind.OLDER_THAN_ACT: {"last_revised": When.of_year(2026)},
    Kind.TEN_YEARS: {"last_revised": When.of_year(2026)},
    Kind.OVERLAP: {"stage": Stage.ENDED},
}


@given(_many, _pairs)
def test_a_plan_that_is_mended_loses_what_was_found(plans: list[Portrait], pairs: list[Pair]) -> None:
    by_id = {one.id: one for one in plans}
    for each in found_in(plans, TODAY, pairs):
        for finding in each.findings:
            mended = by_id | {each.id: replace(by_id[each.id], **MENDED[finding.kind])}  # type: ignore[arg-type]
            after = {one.id: one for one in found_in(mended.values(), TODAY, pairs)}
            left = after[each.id].findings if each.id in after else ()
            assert finding.key not in {one.key for one in left}
