"""A planner follows up the strategy the council adopted, and the council reads it on one page."""

import io
import re
from datetime import date
from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone, translation
from docx import Document
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import change_plan
from plandugnad.processes.actions import begin_process
from plandugnad.processes.dates import Dates, Place
from plandugnad.strategies import deciding
from plandugnad.strategies.living.comparing import Change, compare
from plandugnad.strategies.living.content import as_json, from_json
from plandugnad.strategies.living.freezing import content_of, freeze
from plandugnad.strategies.living.models import OutsideReason, Snapshot, TrackNote
from plandugnad.strategies.living.notes import Saying, explain_outside, say, set_taken_back
from plandugnad.strategies.living.reading import read_content, read_contents
from plandugnad.strategies.living.standing import Standing
from plandugnad.strategies.living.status import file_of
from plandugnad.strategies.living.words import outside_sentence, sentence
from plandugnad.strategies.models import Strategy
from tests.cast import Cast
from tests.plans.builders import INGRID, browser, make_plan
from tests.strategies.builders import a_need, a_strategy, adopted
from tests.strategies.living.builders import TODAY, followed, promised, said


def test_how_it_goes_is_read_from_the_plans_and_said_in_a_sentence(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    promised(strategy, "Kulturplan", status="adopted", adopted=When.on(date(2025, 6, 12)))
    promised(strategy, "Vannplan", status="in_process")
    said(promised(strategy, "Skoleplan", ends=20262, status="in_process"), "on_track", "")
    said(promised(strategy, "Sykkelplan"), "dropped", "Dekkes av samfunnsdelen.")
    quiet = promised(strategy, "Havneplan", begins=20251, ends=20271, status="in_process")
    content = read_content(strategy, TODAY)
    found = {line.name: line.track.standing for line in content.lines if line.track}
    assert found == {
        "Kulturplan": Standing.DONE_IN_TIME,
        "Vannplan": Standing.LATE,
        "Skoleplan": Standing.UNDER_WAY,
        "Sykkelplan": Standing.DROPPED,
        "Havneplan": Standing.UNDER_WAY,
    }
    with translation.override("nb"):
        words = sentence(content)
    assert words == "2 av 5 går som lovet. 1 er forsinket, 1 er lagt bort, 1 har vi ikke hørt om på 719 dager."
    assert quiet.pk in {line.need_id for line in content.lines if line.track and line.track.is_quiet}


def test_what_was_adopted_before_the_strategy_does_not_keep_its_promise(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    plan = make_plan(cast.fjordvik, "Kulturplan", status="adopted", adopted=When.of_year(2016))
    a_need(strategy, plan=plan, decision="revise", begins=20242, ends=20251)
    line = read_content(strategy, TODAY).lines[0]
    assert line.adopted is None
    assert line.track
    assert line.track.standing is Standing.LATE
    change_plan(INGRID, plan, {"last_revised": "2025-05-07"})
    after = read_content(strategy, TODAY).lines[0].track
    assert after
    assert after.standing is Standing.DONE_IN_TIME


def test_the_process_says_when_it_began_and_when_the_council_has_it(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    plan = make_plan(cast.fjordvik, "Arealdel", plan_type="land_use_part", status="under_revision")
    a_need(strategy, plan=plan, decision="revise", begins=20242, ends=20261)
    dates = {
        Place("KPA-2"): Dates(happened_on=date(2025, 2, 3)),
        Place("KPA-9"): Dates(planned_on=date(2026, 9, 17)),
    }
    begin_process(INGRID, plan, "KPA", {}, dates)
    line = read_content(strategy, TODAY).lines[0]
    assert (line.begun_on, line.planned_on) == (date(2025, 2, 3), date(2026, 9, 17))
    assert line.track
    assert line.track.standing is Standing.SLIPPED


def test_what_is_said_needs_a_reason_unless_it_goes_as_planned_and_can_be_taken_back(cast: Cast) -> None:
    need = promised(followed(cast.fjordvik), "Kulturplan")
    with pytest.raises(ValidationError, match="Skriv hvorfor"):
        say(INGRID, need, Saying("slipped"))
    with pytest.raises(ValidationError, match="før den som ble lovet"):
        say(INGRID, need, Saying("slipped", "Mangler folk.", 20242))
    first = said(need, "on_track", "", date(2025, 1, 5))
    note = said(need, "dropped", "Dekkes av samfunnsdelen.")
    set_taken_back(INGRID, note, is_back=True)
    line = read_content(need.strategy, TODAY).lines[0]
    assert line.said
    assert line.said.id == first.pk
    set_taken_back(INGRID, note, is_back=False)
    line = read_content(need.strategy, TODAY).lines[0]
    assert line.said
    assert line.said.because == "Dekkes av samfunnsdelen."


def test_ingrid_says_how_it_goes_and_undoes_it(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    need = promised(strategy, "Kulturplan <b>")
    ingrid = browser(cast.person("Ingrid"))
    page = f"/planstrategi/{strategy.id}/oppfolging/"
    address = f"{page}plan/{need.id}/"
    assert "Skriv hvorfor" in ingrid.post(address, {"track": "dropped"}).content.decode()
    form = {"track": "slipped", "because": "Planleggeren sluttet.", "ends": "20281"}
    token = ingrid.get(address).context["form"].initial["token"]
    for _twice in range(2):
        assert ingrid.post(address, form | {"token": token}).status_code == 302
    assert TrackNote.objects.count() == 1
    content = ingrid.get(page).content.decode()
    assert "Planleggeren sluttet." in content
    assert "Ferdig våren 2028." in content
    assert "<b>" not in content
    note = TrackNote.objects.get()
    ingrid.post(f"{address}{note.id}/ta-tilbake/")
    assert "Planleggeren sluttet." not in ingrid.get(page).content.decode()
    ingrid.post(f"{address}{note.id}/hent-tilbake/")
    assert "Planleggeren sluttet." in ingrid.get(page).content.decode()


def test_what_is_begun_outside_the_strategy_is_shown_and_asked_why(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    inside = make_plan(cast.fjordvik, "Kulturplan", status="in_process")
    a_need(strategy, plan=inside, decision="continue")
    outside = make_plan(cast.fjordvik, "Kystsoneplan", plan_type="theme_plan", status="in_process")
    make_plan(cast.fjordvik, "Detaljregulering", plan_type="zoning_detail", status="in_process")
    make_plan(cast.fjordvik, "Gammel plan", status="adopted")
    today = timezone.localdate()
    content = read_content(strategy, today)
    assert [one.name for one in content.outside] == ["Kystsoneplan"]
    ingrid, page = browser(cast.person("Ingrid")), f"/planstrategi/{strategy.id}/oppfolging/"
    assert "1 plan er startet utenfor planstrategien, 1 av dem uten" in ingrid.get(page).content.decode()
    plan_page = ingrid.get(f"/planer/{outside.id}/").content.decode()
    assert "Startet utenfor planstrategien" in plan_page
    assert "Startet utenfor planstrategien" not in ingrid.get(f"/planer/{inside.id}/").content.decode()
    assert ingrid.post(f"{page}utenfor/{outside.id}/", {"because": "Staten ba om den."}).status_code == 302
    assert "Staten ba om den." in ingrid.get(f"/planer/{outside.id}/").content.decode()
    assert "Staten ba om den." in ingrid.get(page).content.decode()
    assert ingrid.get(f"{page}utenfor/{inside.id}/").status_code == 404
    explain_outside(INGRID, strategy, outside, "")
    assert not OutsideReason.objects.exists()
    with translation.override("nb"):
        assert outside_sentence(content).startswith("1 plan er startet utenfor")


def test_what_was_under_way_when_the_strategy_was_adopted_is_not_outside(cast: Cast) -> None:
    strategy = adopted(a_strategy(cast.fjordvik))
    plan = make_plan(cast.fjordvik, "Arealdel", plan_type="land_use_part", status="in_process")
    begin_process(INGRID, plan, "KPA", {}, {Place("KPA-2"): Dates(happened_on=date(2023, 2, 3))})
    assert read_content(strategy, timezone.localdate()).outside == ()


def test_the_council_s_decision_freezes_what_was_promised_once(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    promised(strategy, "Kulturplan")
    with pytest.raises(ValidationError, match="ikke vedtatt"):
        freeze(strategy, "status", INGRID, TODAY)
    strategy = adopted(strategy)
    for also in (*deciding.adopted, *deciding.adopted):
        also(INGRID, strategy)
    kept = Snapshot.objects.get()
    assert (kept.kind, kept.on) == ("adopted", date(2024, 3, 14))
    assert content_of(kept).lines[0].track is None
    for also in deciding.taken_back:
        also(INGRID, strategy)
    assert not Snapshot.objects.exists()


def test_what_is_frozen_stands_when_all_else_changes_and_can_be_compared(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    moved, gone, goes = (promised(strategy, name, ends=20262) for name in ("Vannplan", "Sykkelplan", "Skoleplan"))
    promised(strategy, "Havneplan", begins=20271, ends=20271)
    first = freeze(strategy, "status", INGRID, date(2025, 3, 3))
    gone.deleted_at = timezone.now()
    gone.save()
    moved.ends = 20272
    moved.save()
    said(goes, "dropped", "Dekkes av samfunnsdelen.")
    promised(strategy, "Ny plan", begins=20271, ends=20271)
    found = compare(content_of(first), read_content(strategy, TODAY))
    assert {one.line.name: one.change for one in found.differences} == {
        "Vannplan": Change.MOVED,
        "Sykkelplan": Change.GONE,
        "Skoleplan": Change.CHANGED,
        "Ny plan": Change.NEW,
        "Havneplan": Change.SAME,
    }
    content = read_content(strategy, TODAY)
    again = from_json(as_json(content))
    assert as_json(again) == as_json(content)
    page = browser(cast.person("Ingrid")).get(f"/planstrategi/{strategy.id}/oppfolging/sammenlign/").content.decode()
    for words in (
        "1 plan er kommet til.",
        "1 plan er tatt ut.",
        "1 plan er lovet annerledes.",
        "1 plan går annerledes.",
    ):
        assert words in page


def test_a_half_way_review_and_a_handover_say_something(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    promised(strategy, "Kulturplan")
    ingrid, page = browser(cast.person("Ingrid")), f"/planstrategi/{strategy.id}/oppfolging/ta-vare-pa/"
    assert ingrid.post(page, {"kind": "half_way", "remarks": ""}).status_code == 422
    made = ingrid.post(page, {"kind": "half_way", "remarks": "Vi lovet for mye."}, follow=True)
    assert "Vi lovet for mye." in made.content.decode()
    pdf = ingrid.get(f"{made.redirect_chain[-1][0]}pdf/")
    assert "Vi lovet for mye." in _text(pdf.content)


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def _many(cast: Cast, number: int) -> Strategy:
    strategy = followed(cast.fjordvik)
    long = "Kommunedelplan for klima, energi, naturmangfold og samfunnssikkerhet i kyst og fjell med handlingsdel"
    for one in range(number):
        need = promised(strategy, f"{long} {one}", ends=20251)
        said(need, "slipped", "Planleggeren sluttet, og stillingen har stått tom i et helt år uten at noen søkte. " * 5)
    for one in range(6):
        make_plan(cast.fjordvik, f"{long} utenfor {one}", plan_type="theme_plan", status="in_process")
    return strategy


def _status(strategy: Strategy) -> PdfReader:
    pdf, name = file_of(strategy, read_content(strategy, timezone.localdate()), "pdf")
    assert name.startswith("Status for planstrategien 2023–2027 i Fjordvik")
    return PdfReader(io.BytesIO(pdf))


def test_the_status_is_one_page_for_twenty_plans_whatever_is_written_of_them(cast: Cast) -> None:
    read = _status(_many(cast, 20))
    assert len(read.pages) == 1
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert read.trailer["/Root"]["/Lang"].startswith("nb")  # type: ignore[index]


def _of_45(cast: Cast, name: str, because: str) -> Strategy:
    strategy = followed(cast.fjordvik)
    for one in range(45):
        said(promised(strategy, f"{name} nummer{one:02}", ends=20251), "slipped", because)
    return strategy


def test_45_plans_stand_on_one_page_where_little_is_written_of_each(cast: Cast) -> None:
    read = _status(_of_45(cast, "Plan", "Kort."))
    assert len(read.pages) == 1
    assert len(set(re.findall(r"nummer\d\d", read.pages[0].extract_text()))) == 45


@pytest.mark.parametrize(
    ("name", "because", "least"),
    [
        ("Kommunedelplan for klima, energi og naturmangfold", "Kort.", 24),
        ("Temaplan for kyst", "Planleggeren sluttet, og ingen har søkt stillingen. " * 5, 22),
    ],
)
def test_where_not_all_fit_the_page_is_filled_and_says_how_many_more_there_are_and_where(
    cast: Cast, name: str, because: str, least: int
) -> None:
    strategy = _of_45(cast, name, because)
    read = _status(strategy)
    first, appendix = (page.extract_text() for page in read.pages)
    here = len(set(re.findall(r"nummer\d\d", first)))
    assert least <= here < 45
    assert f"Og {45 - here} planer til: de står i vedlegget på neste side." in " ".join(first.split())
    assert len(set(re.findall(r"nummer\d\d", appendix))) == 45 - here
    assert _lowest(read) < 65, "what is left below is less than a row, in points from the foot of the paper"
    word = Document(io.BytesIO(file_of(strategy, read_content(strategy, timezone.localdate()), "docx")[0]))
    assert len(word.tables[0].rows) == here + 1, "in Word alike"


def _lowest(read: PdfReader) -> float:
    """The foot of what stands on the first page, above its page number."""
    found: list[float] = []

    def visit(text: str, cm: list[float], _tm: list[float], _font: object, _size: object) -> None:
        if text.strip():
            found.append(cm[5])

    read.pages[0].extract_text(visitor_text=visit)
    return sorted({round(one) for one in found})[1]


def test_the_status_is_in_the_municipality_s_own_written_standard(cast: Cast) -> None:
    strategy = followed(cast.lyngmo)
    promised(strategy, "Kulturplan")
    pdf, _name = file_of(strategy, read_content(strategy, TODAY), "pdf")
    assert PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/Lang"].startswith("nn")  # type: ignore[index]
    word, name = file_of(strategy, read_content(strategy, TODAY), "docx")
    assert word.startswith(b"PK")
    assert name.endswith(".docx")


@pytest.mark.parametrize(
    ("who", "sees", "writes"),
    [
        ("Ingrid", 200, 200),
        ("Åse", 200, 404),
        ("Guri", 200, 404),
        ("Even", 404, 404),
        ("Nina", 404, 404),
    ],
)
def test_who_sees_and_who_writes(cast: Cast, who: str, sees: int, writes: int) -> None:
    strategy = followed(cast.fjordvik)
    need = promised(strategy, "Kulturplan")
    page = f"/planstrategi/{strategy.id}/oppfolging/"
    person = browser(cast.person(who))
    assert person.get(page).status_code == sees
    for further in ("hvem/", "ta-vare-pa/", f"plan/{need.id}/"):
        assert person.get(f"{page}{further}").status_code == writes


def test_the_county_sees_what_was_frozen_and_nothing_of_today(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    need = promised(strategy, "Kulturplan")
    make_plan(cast.fjordvik, "Hemmelig utkast", plan_type="theme_plan", status="in_process")
    guri, page = browser(cast.person("Guri")), f"/planstrategi/{strategy.id}/oppfolging/"
    assert "Kulturplan" not in guri.get(page).content.decode()
    said(need, "slipped", "Planleggeren sluttet.")
    snapshot = freeze(strategy, "status", INGRID, TODAY)
    said(need, "dropped", "Noe nytt.", date(2026, 2, 5))
    content = guri.get(page).content.decode()
    assert "Planleggeren sluttet." in content
    assert "Noe nytt." not in content
    assert "Ingrid" not in content
    assert guri.get(f"{page}tatt-vare-pa/{snapshot.id}/").status_code == 200
    assert guri.get(f"{page}status/").status_code == 404
    assert guri.get(f"{page}sammenlign/?til=na").context.get("comparison") is None


def test_nothing_is_followed_up_before_the_council_has_decided(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    need = promised(strategy, "Kulturplan")
    ingrid, page = browser(cast.person("Ingrid")), f"/planstrategi/{strategy.id}/oppfolging/"
    assert "begynner når kommunestyret" in ingrid.get(page).content.decode()
    assert ingrid.get(f"{page}plan/{need.id}/").status_code == 404
    assert "Følg opp gjennom perioden" in ingrid.get(f"/planstrategi/{strategy.id}/").content.decode()


def test_the_number_of_queries_does_not_grow_with_plans_or_strategies(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    strategies = [followed(place) for place in (cast.fjordvik, cast.lyngmo)]
    for strategy in strategies:
        for number in range(12):
            said(promised(strategy, f"Plan {number}", status="in_process"), "slipped")
    with django_assert_num_queries(3):
        read_contents(strategies, TODAY)


def test_a_file_s_name_and_kind_that_are_none_give_nothing(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    client: Client = browser(cast.person("Ingrid"))
    for kind in ("exe", quote("../pdf")):
        assert client.get(f"/planstrategi/{strategy.id}/oppfolging/status/{kind}/").status_code == 404
    disposition = client.get(f"/planstrategi/{strategy.id}/oppfolging/status/pdf/").headers["Content-Disposition"]
    assert re.search(r"Status", disposition)
