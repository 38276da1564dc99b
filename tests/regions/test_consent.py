import pytest
from django.test import Client
from django.urls import reverse

from plandugnad.core.models import AuditEvent
from plandugnad.regions.actor import actor_of
from tests.cast import NAMES, Cast

pytestmark = pytest.mark.django_db
MAY = {"Ingrid", "Tore"}


def answer(client: Client, cast: Cast, word: str) -> int:
    form = {"organisation": str(cast.fjordvik.id), "answer": word}
    status: int = client.post(reverse("import_consent", args=[cast.ytre_fjord.id]), form).status_code
    return status


@pytest.mark.parametrize("name", NAMES)
def test_only_those_who_write_for_fjordvik_answer_for_it(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.person(name))
    assert answer(client, cast, "yes") == (302 if name in MAY else 404)
    assert (cast.fjordvik.id in actor_of(cast.person("Kåre")).imports) == (name in MAY)


def test_a_yes_can_be_taken_back_and_both_are_in_the_history(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Ingrid"))
    answer(client, cast, "yes")
    answer(client, cast, "yes")
    answer(client, cast, "no")
    assert cast.fjordvik.id not in actor_of(cast.person("Kåre")).imports
    verbs = AuditEvent.objects.filter(verb__startswith="import_consent").order_by("made_at")
    assert [event.verb for event in verbs] == ["import_consent_given", "import_consent_withdrawn"]


@pytest.mark.parametrize("organisation", ["", "tull", "00000000-0000-0000-0000-000000000000"])
def test_an_answer_for_nobody_is_not_found(client: Client, cast: Cast, organisation: str) -> None:
    client.force_login(cast.person("Ingrid"))
    form = {"organisation": organisation, "answer": "yes"}
    assert client.post(reverse("import_consent", args=[cast.ytre_fjord.id]), form).status_code == 404
