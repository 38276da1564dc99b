"""One click is enough in a demo, for the people the demo made, and nowhere else."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from plandugnad.accounts.models import Person
from plandugnad.core.models import Installation
from tests.accounts.builders import make_demo_installation
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def make_example(cast: Cast, name: str) -> Person:
    person = cast.person(name)
    person.is_example = True
    person.save()
    return person


def try_one_click(client: Client, person: Person) -> int:
    status: int = client.post(reverse("demo_sign_in", args=[person.id])).status_code
    return status


def test_an_example_person_is_in_by_one_click(client: Client, cast: Cast) -> None:
    make_demo_installation()
    assert try_one_click(client, make_example(cast, "Ingrid")) == 302
    assert client.get(reverse("profile")).status_code == 200


def test_a_link_is_not_enough(client: Client, cast: Cast) -> None:
    make_demo_installation()
    assert client.get(reverse("demo_sign_in", args=[make_example(cast, "Ingrid").id])).status_code == 405


def test_not_in_an_ordinary_installation(client: Client, cast: Cast) -> None:
    Installation.objects.create(is_demo=False)
    assert try_one_click(client, make_example(cast, "Ingrid")) == 404
    assert "_auth_user_id" not in client.session


def test_not_before_there_is_an_installation(client: Client, cast: Cast) -> None:
    assert try_one_click(client, make_example(cast, "Ingrid")) == 404


def test_not_an_ordinary_person_in_a_demo(client: Client, cast: Cast) -> None:
    make_demo_installation()
    assert try_one_click(client, cast.person("Ingrid")) == 404


def test_not_an_example_whose_account_is_closed(client: Client, cast: Cast) -> None:
    make_demo_installation()
    ingrid = make_example(cast, "Ingrid")
    ingrid.is_active = False
    ingrid.save()
    assert try_one_click(client, ingrid) == 404


@pytest.mark.django_db(transaction=True)
def test_the_mark_cannot_be_set_afterwards() -> None:
    Installation.objects.create(is_demo=False)
    for change in (
        lambda: Installation.objects.update(is_demo=True),
        lambda: Installation.objects.all().delete(),
        lambda: Installation.objects.create(id=2, is_demo=True),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert not Installation.objects.get().is_demo


def test_the_front_page_offers_the_roles_only_in_a_demo(client: Client, cast: Cast) -> None:
    make_example(cast, "Ingrid")
    assert "Ingrid Eksempel" not in client.get("/").content.decode()
    make_demo_installation()
    page = client.get("/").content.decode()
    assert "Ingrid Eksempel" in page
    assert reverse("demo_sign_in", args=[cast.person("Ingrid").id]) in page


def test_who_is_signed_out_meets_the_same_roles_where_one_signs_in_and_comes_back_to_where_she_was(
    client: Client, cast: Cast
) -> None:
    ingrid = make_example(cast, "Ingrid")
    address, button = reverse("account_login"), reverse("demo_sign_in", args=[ingrid.id])
    assert button not in client.get(address).content.decode()
    make_demo_installation()
    page = client.get(address, {"next": "/kommuner/"}).content.decode()
    form = page[page.index(f'action="{button}"') :]
    assert 'value="/kommuner/"' in form[: form.index("</form>")]
    assert client.post(button, {"next": "/kommuner/"}).headers["Location"] == "/kommuner/"
    assert client.post(button, {"next": "https://annet.eksempel/"}).headers["Location"] == "/"
