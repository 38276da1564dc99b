"""A region may keep its own list of whom its members notify; the municipality still chooses."""

from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.processes.notice.addressees import proposals
from plandugnad.processes.notice.models import Recipient, RegionalRecipient
from plandugnad.processes.notice.regional.actions import add_recipient, change_recipient, remove_recipient
from plandugnad.regions.models import Member, OrganisationKind
from tests.cast import EVERYBODY, Cast, make_organisation
from tests.processes.builders import a_plan, a_process, at_screen

pytestmark = pytest.mark.django_db
KARE = By(UUID(int=7), "Kåre Eksempel")
HERDERS = {"name": "Ytre reinbeitedistrikt", "address": "post@eksempel.no", "why": "Når flyttleier berøres"}


def address(cast: Cast, page: str = "", *more: UUID) -> str:
    return reverse(f"regional_recipient{page}", args=[cast.ytre_fjord.id, *more])


def test_those_in_the_collaboration_read_the_list_and_who_coordinates_writes(cast: Cast) -> None:
    row = add_recipient(KARE, cast.ytre_fjord, HERDERS)
    for name in EVERYBODY:
        screen = at_screen(cast, name)
        reads = name in {"Ingrid", "Tore", "Åse", "Marit", "Kåre"}
        assert (screen.get(address(cast, "s")).status_code == 200) is reads, name
        for page in (address(cast, "_add"), address(cast, "_leave_out"), address(cast, "", row.pk)):
            assert (screen.get(page).status_code == 200) is (name == "Kåre"), name
        if name != "Kåre":
            assert screen.post(address(cast, "_remove", row.pk)).status_code == 404


def test_a_municipality_is_given_them_as_proposals_marked_with_where_they_come_from(cast: Cast) -> None:
    row = add_recipient(KARE, cast.ytre_fjord, HERDERS | {"is_always": True})
    process, ingrid = a_process(a_plan(cast.fjordvik)), at_screen(cast, "Ingrid")
    page = reverse("notice_recipients", args=[process.id, "KPA-7"])
    shown = ingrid.get(page)
    assert "Ytre reinbeitedistrikt: fra Ytre Fjord. Når flyttleier berøres" in shown.content.decode()
    seen = shown.context["form"]["seen"].value()
    assert ingrid.post(page, {"seen": seen, "always": [f"region:{row.pk}"]}).status_code == 302
    assert Recipient.objects.get().address == "post@eksempel.no"


def test_a_body_that_is_left_out_can_still_be_chosen_and_says_why(cast: Cast) -> None:
    coast = make_organisation("Kystverket", "", OrganisationKind.SECTOR_BODY)
    kare = at_screen(cast, "Kåre")
    form = kare.get(address(cast, "_leave_out")).context["form"]
    said = {"token": form["token"].value(), "key": f"sector_bodies:{coast.pk}", "why": "Vi har ingen kyst"}
    assert kare.post(address(cast, "_leave_out"), said | {"why": ""}).status_code == 422
    assert kare.post(address(cast, "_leave_out"), said | {"key": f"county:{cast.county.pk}"}).status_code == 422
    for _twice in range(2):
        assert kare.post(address(cast, "_leave_out"), said).status_code == 302
    last = proposals(a_process(a_plan(cast.fjordvik)), "KPA-7")[-1]
    assert (last.name, last.is_always) == ("Kystverket", False)
    assert last.why == "Ytre Fjord lar dem stå utenfor. Vi har ingen kyst"
    again = kare.get(address(cast, "_leave_out")).context["form"]["token"].value()
    assert "alt" in kare.post(address(cast, "_leave_out"), said | {"token": again}).content.decode()
    assert RegionalRecipient.objects.count() == 1


def test_those_who_are_not_members_today_are_given_nothing_of_it(cast: Cast) -> None:
    add_recipient(KARE, cast.ytre_fjord, HERDERS)
    Member.objects.filter(organisation=cast.fjordvik).update(left_at=timezone.now())
    for place in (cast.fjordvik, cast.storoy):
        assert "Ytre reinbeitedistrikt" not in [one.name for one in proposals(a_process(a_plan(place)), "KPA-7")]


def test_what_is_removed_comes_back_with_undo(cast: Cast) -> None:
    row, kare = add_recipient(KARE, cast.ytre_fjord, HERDERS), at_screen(cast, "Kåre")
    answer = kare.post(address(cast, "_remove", row.pk), follow=True)
    assert "Ytre reinbeitedistrikt" not in answer.content.decode()
    assert kare.get(address(cast, "", row.pk)).status_code == 404
    shown = kare.post(address(cast, "_return", row.pk), follow=True).content.decode()
    assert "Ytre reinbeitedistrikt" in shown


def test_two_who_write_at_once_lose_nothing(cast: Cast) -> None:
    row, kare = add_recipient(KARE, cast.ytre_fjord, HERDERS), at_screen(cast, "Kåre")
    change_recipient(By(UUID(int=8), "Tuva Eksempel"), row, {"why": "Tuvas grunn"}, row.version)
    answer = kare.post(address(cast, "", row.pk), HERDERS | {"seen": row.version, "why": "Kåres grunn"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Tuvas grunn" in shown
    assert "Kåres grunn" in shown


def test_neither_names_nor_addresses_go_into_history(cast: Cast) -> None:
    row = add_recipient(KARE, cast.ytre_fjord, HERDERS)
    change_recipient(KARE, row, {"name": "Noen andre"}, row.version)
    remove_recipient(KARE, row)
    told = "".join(f"{one.before}{one.after}" for one in AuditEvent.objects.filter(subject_id=row.pk))
    assert "reinbeite" not in told
    assert "eksempel.no" not in told
