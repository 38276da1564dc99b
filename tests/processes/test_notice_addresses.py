"""An address a form is sent to, opened as a page: she is given the page the form stands on, not a bare error."""

from uuid import uuid4

import pytest
from django.urls import reverse

from plandugnad.core.models import AuditEvent
from plandugnad.processes.notice.models import Channel, Sending
from plandugnad.processes.notice.regional.actions import add_recipient
from tests.cast import Cast
from tests.processes.builders import DAY, INGRID, a_plan, a_process, at_screen
from tests.processes.test_notice import announced
from tests.processes.test_notice_again import KARI, sent

pytestmark = pytest.mark.django_db


def test_what_only_takes_a_form_leads_back_to_the_page_of_the_notice(cast: Cast) -> None:
    process = sent(cast, KARI)
    proof, sending = announced(process, "KPA-7", Channel.WEB, DAY), Sending.objects.get()
    there, ingrid = reverse("notice", args=[process.id, "KPA-7"]), at_screen(cast, "Ingrid")
    before = AuditEvent.objects.count()
    for name, more in (
        ("notice_checks", []), ("notice_proof_take_back", [proof.pk]), ("notice_proof_put_back", [proof.pk]),
        ("sending_returned_back", [sending.pk]),
    ):  # fmt: skip
        address = reverse(name, args=[process.id, "KPA-7", *more])
        assert ingrid.get(address)["Location"] == there, name
        for reader in ("Åse", "Even"):
            assert at_screen(cast, reader).get(address).status_code == 404, name
    assert AuditEvent.objects.count() == before


def test_and_to_the_list_of_the_region(cast: Cast) -> None:
    row = add_recipient(INGRID, cast.ytre_fjord, {"name": "Ytre reinbeitedistrikt", "why": "Flyttlei"})
    for name in ("regional_recipient_remove", "regional_recipient_return"):
        answer = at_screen(cast, "Kåre").get(reverse(name, args=[cast.ytre_fjord.id, row.pk]))
        assert answer["Location"] == reverse("regional_recipients", args=[cast.ytre_fjord.id])
    row.refresh_from_db()
    assert row.deleted_at is None


def test_a_step_with_no_notice_has_none_of_them(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    address = reverse("notice_proof_take_back", args=[process.id, "KPA-9", uuid4()])
    assert at_screen(cast, "Ingrid").get(address).status_code == 404
