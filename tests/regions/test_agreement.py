"""What an agreement should settle is data with sections, and is ticked off point by point."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation

from plandugnad.core.audit import SYSTEM
from plandugnad.regions.agreeing import settle_point
from plandugnad.regions.agreement import forms, items_of
from plandugnad.regions.models import AgreementPoint, LegalForm
from plandugnad.regions.queries.collaborations import agreement_of
from tests.cast import NAMES, Cast

SECTIONS = {
    "joint_planning": {f"pbl. § 9-{number}" for number in range(1, 8)},
    "political_council": {"koml. § 18-4"},
    "task_community": {"koml. § 19-4"},
    "host": {"koml. § 20-4"},
    "host_with_board": {"koml. § 20-4"},
    "informal": {""},
    "other": {""},
}
READERS = {"Ingrid", "Tore", "Åse", "Marit", "Kåre"}
SETTLERS = READERS - {"Åse"}


def test_every_form_there_is_has_its_words_and_its_points() -> None:
    assert set(forms()) == set(LegalForm.values)
    assert {form.code: form.notice_months for form in forms().values() if form.notice_months} == {"joint_planning": 3}
    for form in forms().values():
        points = items_of(form.code)
        assert {point.section for point in points} == SECTIONS[form.code]
        assert len({point.code for point in points}) == len(points) >= 8
        assert all(point.text_nb and point.text_nn for point in points)
        assert form.text_nb
        assert form.text_nn


def test_the_points_are_in_the_readers_written_form() -> None:
    with translation.override("nn"):
        assert items_of("host")[0].text == "Kven som er med"
    assert items_of("host")[0].text == "Hvem som er med"


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_who_reads_the_agreement_and_who_settles_its_points(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.person(name))
    here = f"/samarbeid/{cast.ytre_fjord.id}/avtale/"
    assert client.get(here).status_code == (200 if name in READERS else 404)
    form = {"is_settled": "on", "note": "Vi møtes hver måned.", "reference": "Avtalen punkt 3"}
    assert client.post(f"{here}meetings/", form).status_code == (302 if name in SETTLERS else 404)
    assert AgreementPoint.objects.filter(is_settled=True).exists() == (name in SETTLERS)


@pytest.mark.django_db
def test_progress_counts_the_points_of_the_form_and_points_that_two_forms_share_are_kept(cast: Cast) -> None:
    its = cast.ytre_fjord
    for code in ("exit", "costs"):
        settle_point(SYSTEM, its, code, is_settled=True, note="Seks måneder")
    assert (agreement_of(its).settled, agreement_of(its).total) == (2, 8)
    its.form = "joint_planning"
    its.save()
    assert (agreement_of(its).settled, agreement_of(its).total) == (1, 11)
    with pytest.raises(ValidationError, match="Punktet hører ikke til"):
        settle_point(SYSTEM, its, "costs", is_settled=False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "form"),
    [
        ("finnes-ikke", {}),
        ("exit", {"note": "x" * 1_001}),
        ("exit", {"note": "\0"}),
        ("exit", {"reference": "x" * 301}),
    ],
)
def test_what_is_not_a_point_or_too_long_is_refused_in_words(
    client: Client, cast: Cast, code: str, form: dict[str, str]
) -> None:
    client.force_login(cast.person("Kåre"))
    answer = client.post(f"/samarbeid/{cast.ytre_fjord.id}/avtale/{code}/", {"is_settled": "on", **form}, follow=True)
    assert answer.status_code == 200
    assert not AgreementPoint.objects.exists()
