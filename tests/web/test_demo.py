"""The example region: whole, the same each time, marked as example, and like no real place."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from plandugnad.accounts.models import Person
from plandugnad.agreements.models import Agreement
from plandugnad.archive.kinds import TextState
from plandugnad.archive.models import FileVersion, Room
from plandugnad.archive.names import parted
from plandugnad.archive.reading.apart import read_apart
from plandugnad.consultations.models import (
    Consultation,
    Group,
    GroupState,
    Handling,
    ObjectionState,
    Statement,
    StatementParty,
)
from plandugnad.consultations.objections.queries import can_be_objected_to, objection_rows
from plandugnad.consultations.public.queries import read_public
from plandugnad.consultations.queries import days_of_step
from plandugnad.consultations.state import Phase, phase_of
from plandugnad.core.files import path_of
from plandugnad.core.models import AuditEvent, SentMail
from plandugnad.core.norwegian import search_key
from plandugnad.engines.statute import State
from plandugnad.meetings.models import FollowUp
from plandugnad.plans.kinds import ENDED, PlanType
from plandugnad.plans.models import OwnerState, Plan
from plandugnad.plans.queries.owners import owners_of
from plandugnad.plans.words.owners import decided_words
from plandugnad.processes.casing import case_of
from plandugnad.processes.common.models import CommonStep
from plandugnad.processes.dates import kept_dates
from plandugnad.processes.models import Process
from plandugnad.processes.notice.models import Announcement, Channel
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.regions.actor import STRANGER
from plandugnad.regions.models import Collaboration, Membership, MemberState, Organisation, Role
from plandugnad.regions.queries.collaborations import agreement_of, parts_of
from plandugnad.regions.register import find_municipality, read_register
from plandugnad.web.demo.making import Made
from plandugnad.web.demo.portfolio import draw_up, last_election
from plandugnad.web.demo.region import PLACES
from plandugnad.worksheets.adopting import yeses_of
from plandugnad.worksheets.answering import shown_spreads
from plandugnad.worksheets.models import Sheet
from tests.web.making import made_around

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Made]:
    with django_db_blocker.unblock():
        yield from made_around(DAY)


@pytest.fixture
def made(made_once: Made, db: None) -> Made:
    return made_once


def plans_of(name: str) -> list[Plan]:
    return list(Plan.objects.filter(organisation__name=name).in_norwegian_order())


def test_it_has_six_municipalities_with_different_portfolios(made: Made) -> None:
    sizes = {place.name: len(plans_of(place.name)) for place in PLACES}
    assert sizes == {"Fjordvik": 61, "Lyngmo": 34, "Storskar": 13, "Elvanes": 42, "Granheim": 27, "Ytterholm": 0}
    assert made.plans == sum(sizes.values())
    zoned = [plan for plan in plans_of("Fjordvik") if plan.plan_type == PlanType.ZONING_DETAIL]
    assert len(zoned) > 12


def test_nobody_mistakes_it_for_a_real_place(made: Made) -> None:
    register = read_register()
    real = {search_key(name) for one in register.municipalities for name in (one.name, *one.names.alternatives)}
    real |= {search_key(name) for one in register.counties for name in (one.name, *one.names.alternatives)}
    real |= {search_key(row.former_name) for row in register.former_numbers}
    for organisation in Organisation.objects.filter(is_example=True):
        assert search_key(organisation.name) not in real
        assert not organisation.is_municipality or find_municipality(register, organisation.number) is None
    assert Organisation.objects.filter(is_example=True).count() == 8
    assert all(collaboration.is_example for collaboration in Collaboration.objects.all())
    assert all(person.is_example and person.email.endswith(".example") for person in Person.objects.all())
    assert all("Eksempel" in person.name for person in Person.objects.all())


def test_its_plans_and_places_are_found(client: Client, made: Made) -> None:
    client.force_login(Person.objects.get(name="Ingrid Eksempel"))
    for words, address in (("klima", "/planer/"), ("Fjordvik", "/kommuner/9901/")):
        assert address in client.get("/sok/", {"q": words}).content.decode().partition("<main")[2]


def test_every_role_is_played_by_somebody(made: Made) -> None:
    played = set(Membership.objects.values_list("role_id", flat=True))
    assert played == set(Role.objects.values_list("code", flat=True))


def test_nynorsk_municipalities_keep_their_plans_in_nynorsk(made: Made) -> None:
    for name in ("Lyngmo", "Storskar"):
        names = " ".join(plan.name for plan in plans_of(name))
        assert "Hovudplan for vatn og avløp" in names
        assert "vann" not in names


def test_dates_are_of_the_day_it_is_made(made: Made) -> None:
    for name in ("Fjordvik", "Lyngmo", "Elvanes", "Granheim"):
        due = [plan.revision_due for plan in plans_of(name) if plan.revision_due and plan.status not in ENDED]
        overdue = [when for when in due if when.last_day() < DAY]
        assert 1 <= len(overdue) < len(due) / 2, name
        assert all(not plan.adopted or plan.adopted.first_day() <= DAY for plan in plans_of(name))


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2027, 1, 1), date(2027, 10, 1), date(2031, 12, 31)])
def test_it_is_plausible_on_any_day(today: date) -> None:
    organisation = Organisation(name="Fjordvik", number="9901", written_standard="bokmål")
    plans = draw_up(organisation, PLACES[0], today)
    assert len(plans) == 60
    assert all(not plan.adopted or plan.adopted.first_day() <= today for plan in plans)


@pytest.mark.parametrize(
    ("today", "elected"), [(date(2026, 11, 21), 2023), (date(2027, 9, 30), 2023), (date(2027, 10, 1), 2027)]
)
def test_the_council_is_the_one_that_sits(today: date, elected: int) -> None:
    assert last_election(today) == elected


def test_it_is_the_same_each_time() -> None:
    organisation = Organisation(name="Fjordvik", number="9901", written_standard="bokmål")
    twice = [[(plan.name, str(plan.adopted)) for plan in draw_up(organisation, PLACES[0], DAY)] for _time in range(2)]
    assert twice[0] == twice[1]


def test_every_plan_has_its_line_of_history(made: Made) -> None:
    told = set(AuditEvent.objects.filter(verb="plan_created").values_list("subject_id", flat=True))
    assert told == set(Plan.objects.values_list("id", flat=True))


def test_some_plans_have_no_type_as_in_real_lists(made: Made) -> None:
    assert Plan.objects.filter(plan_type="").count() >= 2


def test_its_invitation_can_be_opened_from_the_mail_page(made: Made, client: Client) -> None:
    page = client.get("/post/").content.decode()
    path = "/invitasjon/" + page.split("/invitasjon/")[1].split('"')[0]
    assert "Kari Eksempel" in SentMail.objects.get(subject__startswith="Invitasjon", to__startswith="kari").body
    assert client.get(path).status_code == 200


def test_every_example_person_comes_in_and_sees_a_front_page(made: Made, client: Client) -> None:
    for person in Person.objects.all():
        client.post(f"/demo/inn/{person.id}/")
        assert client.get("/").status_code == 200, person.name
        client.post("/ut/")


def test_somebody_has_promised_something_that_is_late(client: Client, made: Made) -> None:
    client.force_login(Person.objects.get(name="Ingrid Eksempel"))
    late = FollowUp.objects.get(person__name="Ingrid Eksempel", due__lt=DAY.isoformat())
    assert late.what in client.get("/").content.decode()


def test_the_region_shows_what_working_together_takes(made: Made) -> None:
    """Partly agreed, one council without a mandate, one helper who has answered, one who leaves, one joint plan."""
    region = Collaboration.objects.get(name="Solfjellregionen")
    agreed = agreement_of(region)
    assert 0 < agreed.settled < agreed.total
    parts = parts_of(region, timezone.localdate())
    assert [part.name for part in parts if not part.is_helper and not part.has_mandate] == ["Ytterholm"]
    assert {part.state for part in parts if part.is_helper} == {MemberState.TAKES_PART, MemberState.INVITED}
    assert [part.name for part in parts if part.state == MemberState.LEAVING] == ["Granheim"]
    plan = Plan.objects.get(name="Kystsoneplan for Solfjell")
    owners = owners_of(STRANGER, plan)
    assert decided_words(owners) == "Vedtatt i 2 av 4 kommunestyrer. Gjenstår i Lyngmo og Storskar."
    assert [owner.name for owner in owners if owner.state == OwnerState.INVITED] == ["Ytterholm"]


def test_what_the_region_has_agreed_on_stands_at_steps_of_the_law_and_at_its_own(made: Made) -> None:
    rows = CommonStep.objects.filter(common__chain="KPA").select_related("template")
    names = {row.code: row.name or row.code for row in rows}
    found = {
        names[row.code]: (names.get(row.after, row.after), row.participants, row.weeks_of_work, str(row.template or ""))
        for row in rows
    }
    assert found == {
        "KPA-3b": ("", "plangruppa i regionen", None, ""),
        "Ungdomsrådene møtes": ("KPA-3", "ungdomsrådene i alle kommunene", 3, ""),
        "Felles geodatasjekk": ("KPA-6", "geodatagruppa", 1, ""),
        "Fagpanelet leser utkastet": (
            "Felles geodatasjekk",
            "to planleggere fra andre kommuner",
            2,
            "Mal for fagnotat.docx",
        ),
        "KPA-7": ("", "de andre kommunene og fylkeskommunen", None, "Sjekkliste før høring.docx"),
        "Del det dere lærte med de andre": ("KPA-10", "planlederforum", 4, ""),
    }
    assert all(row.notes for row in rows)


def test_the_clock_of_the_private_plan_has_stood_once(made: Made) -> None:
    process = Process.objects.get(chain="REG")
    page = read_process(process, keep(process, DAY), DAY)
    deadline = next(row for row in page.rows if row.code == "REG-6").deadlines[0]
    assert deadline.state is State.RUNNING
    assert len(case_of(process, DAY, kept_dates(process.dates.all())).pauses("REG-6")) == 1
    assert deadline.working_day_end is not None
    assert deadline.working_day_end > deadline.starts_on + timedelta(weeks=12)


def test_the_land_use_part_is_out_and_forty_have_answered(made: Made, client: Client) -> None:
    """As long as its step says; nine want the same, and private persons' data have a day to go."""
    out = Consultation.objects.get()
    assert days_of_step(out.process, out.code) == (out.opens_on, out.closes_on)
    assert phase_of(out, DAY) is Phase.OPEN
    assert read_public(out, DAY).outline, "the public sees where it is"
    said = Statement.objects.filter(consultation=out)
    assert (said.count(), said.filter(handling=Handling.READY).count()) == (40, 6)
    assert said.filter(assigned_to__name="Ingrid Eksempel").count() == 3
    assert all(out.opens_on <= one.received_on <= DAY for one in said if out.opens_on)
    assert all(one.erase_after for one in said if one.party == StatementParty.PRIVATE)
    group = Group.objects.get(consultation=out, state=GroupState.DECIDED)
    assert (group.members.count(), bool(group.answer)) == (9, True)
    assert out.files.count() == 2
    page = client.get(f"/horing/{out.id}/").content.decode()
    assert "Planbeskrivelse.docx" in page
    assert "Vikasundnes" not in page


def test_one_body_objects_with_a_ground_and_has_been_met(made: Made, client: Client) -> None:
    out = Consultation.objects.get()
    assert can_be_objected_to(out)
    (row,) = objection_rows(out)
    assert (row.objection.state, row.is_late, row.is_unresolved) == (ObjectionState.DIALOGUE, False, True)
    assert row.objection.statement.name == "Statsforvalteren i Solfjell"
    client.force_login(Person.objects.get(name="Ingrid Eksempel"))
    page = client.get(f"/innsigelser/{row.objection.id}/").content.decode()
    assert "kalvingslandet" in page
    assert "Møte om FB7" in page


def test_the_land_use_part_was_announced_as_people_do_it(made: Made, client: Client) -> None:
    """Recipients of the register and people's own, the texts as they were, and one line of history for each step."""
    for announcement in Announcement.objects.all():
        assert {proof.channel for proof in announcement.proofs.all()} == set(Channel.values)
        letter = announcement.proofs.get(channel=Channel.LETTER)
        names = {one["name"] for one in letter.recipients}
        assert {"Statsforvalteren i Solfjell", "Statens vegvesen", "Turlaget i Fjordvik"} <= names
        assert "[" not in letter.text
        verbs = set(
            AuditEvent.objects.filter(subject_id=announcement.process_id, after__step=announcement.code).values_list(
                "verb", flat=True
            )
        )
        assert {"announcement_written", "announcement_recipients", "announced"} <= verbs
    client.force_login(Person.objects.get(name="Ingrid Eksempel"))
    page = client.get(f"/prosesser/{announcement.process_id}/varsel/KPA-7/").content.decode()
    assert "Fjordposten" in page
    assert "Disse pleier å få varsel" not in page
    assert "1 brev er kommet i retur" in page


def test_each_file_of_the_example_archive_is_real_and_says_that_it_is_an_example(made: Made) -> None:
    for version in FileVersion.objects.select_related("file"):
        assert parted(version.file.name)[1] == f".{version.content_kind}"
        answer = read_apart(version.content_kind, path_of(version.stored_id))
        assert answer.state == TextState.READ, version
        assert "oppdiktet" in answer.text


def test_plans_stand_beside_the_files_they_are_about(client: Client, made: Made) -> None:
    client.force_login(Person.objects.get(name="Ingrid Eksempel"))
    for name, plan in (("Høringer", "arealdel"), ("Vedtatte planer", "samfunnsdel"), ("Felles kunnskapsgrunnlag", "")):
        page = client.get(f"/arkiv/rom/{Room.objects.get(name=name).id}/").content.decode()
        assert plan in page.partition("Planene dette gjelder")[2]


def test_worksheets_stand_in_each_phase_and_four_are_adopted_by_all_six(made: Made) -> None:
    reviews = Sheet.objects.listed().filter(kind="review").order_by("made_at")
    assert [(one.phase, one.review.is_open, one.review.panel.count()) for one in reviews] == [
        ("adopt", False, 3),
        ("share", True, 3),
    ]
    assert sum(shown_spreads([reviews[0].id])[reviews[0].id]["helped"].values()) == 4
    sheets = Sheet.objects.listed().exclude(kind="review").order_by("made_at")
    assert {one.kind: one.phase for one in sheets.exclude(name="Vårt formål, neste periode")} == {
        "purpose": "adopt", "rules": "adopt", "actors": "adopt", "meetings": "adopt",
        "common_process": "share", "structure": "agree", "council": "agree",
    }  # fmt: skip
    apart = sheets.get(name="Vårt formål, neste periode")
    assert (apart.phase, apart.documents.exclude(organisation=None).count()) == ("individual", 2)
    adopted = sheets.filter(phase="adopt")
    assert all(all(row.adoption for row in yeses_of(one)) for one in adopted)
    assert set(Agreement.objects.exclude(kind="process").values_list("address", flat=True)) == {
        f"/arbeidsark/{one.id}/" for one in adopted
    }
