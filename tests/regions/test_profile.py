import pytest
from django.test import Client
from django.urls import reverse

from plandugnad.regions.models import Membership
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_marit_chooses_her_name_and_her_written_form(client: Client, cast: Cast) -> None:
    marit = cast.person("Marit")
    client.force_login(marit)
    client.post("/meg/", {"name": "Marit Lyng", "language": "nb"})
    marit.refresh_from_db()
    assert (marit.name, marit.language) == ("Marit Lyng", "nb")
    assert '<html lang="nb"' in client.get("/meg/").content.decode()
    client.post("/meg/", {"name": "Marit Lyng", "language": "place"})
    assert '<html lang="nn"' in client.get("/meg/").content.decode()


@pytest.mark.parametrize("form", [{"name": ""}, {"name": "M", "language": "xx"}, {"name": "x" * 121, "language": "nb"}])
def test_what_cannot_be_kept_is_told(client: Client, cast: Cast, form: dict[str, str]) -> None:
    marit = cast.person("Marit")
    client.force_login(marit)
    assert (
        "Noe må rettes" in client.post("/meg/", form).content.decode()
        or "Noko må" in client.post("/meg/", form).content.decode()
    )
    marit.refresh_from_db()
    assert marit.name == "Marit Eksempel"


def test_nina_leaves_and_her_rights_end(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Nina"))
    membership = Membership.objects.get(person=cast.person("Nina"))
    address = reverse("leave", args=[membership.id])
    assert "Vil du si fra deg rollen?" in client.get(address).content.decode()
    client.post(address)
    assert client.get(f"/folk/{cast.fjordvik.id}/").status_code == 404


def test_nobody_ends_the_role_of_another_here(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Tore"))
    membership = Membership.objects.get(person=cast.person("Ingrid"))
    assert client.post(reverse("leave", args=[membership.id])).status_code == 404
    membership.refresh_from_db()
    assert membership.ended_at is None
