"""Signing in at a real provider (npm's oidc-provider, a process of its own): the whole way there and back."""

import base64
import json
from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from plandugnad.accounts import shown
from plandugnad.accounts.models import LinkedIdentity, Person
from plandugnad.accounts.providers import discovery
from plandugnad.core.models import AuditEvent
from plandugnad.regions.models import Membership
from tests.accounts.builders import deliver_waiting
from tests.cast import Cast
from tests.oidc import real
from tests.oidc.walking import Walker
from tests.regions.builders import make_invitation

pytestmark = pytest.mark.django_db
PRODUCT = "http://localhost:8000"
NATIONAL_NUMBER = "21838300000"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with real.running(PRODUCT, "porten", "annen") as found:
        yield found


@pytest.fixture(autouse=True)
def _known(address: str, settings: Settings) -> None:
    discovery.forget()
    settings.EMAIL_HOST = "mail.eksempel.no"
    settings.SIGN_IN_PROVIDERS = {"porten": real.as_known(address)}


def go_in(
    client: Client, who: str, walker: Walker | None = None, level: str = "idporten-loa-high", **query: str
) -> str:
    """The whole way; where she lands, or the page's text where she does not."""
    there = client.get(reverse("provider_begin", args=["porten"]), query).headers["Location"]
    answer = client.get((walker or Walker(PRODUCT)).walk(there, who, level))
    return answer.headers.get("Location") or answer.content.decode()


def through(client: Client, name: str, who: str, **form: str) -> str:
    """By a button of ours: a page that goes on by itself, and not a redirect, which the browser would refuse."""
    page = client.post(reverse(name, args=["porten"]), form)
    assert page.status_code == 200, page.headers
    there = page.context["address"]
    assert f'content="0; url={there.replace("&", "&amp;")}"' in page.content.decode()
    answer = client.get(Walker(PRODUCT).walk(there, who))
    return answer.headers.get("Location") or answer.content.decode()


def signed_in_as(client: Client) -> str:
    return str(client.session.get("_auth_user_id", ""))


def linked(person: Person, address: str, who: str) -> Person:
    LinkedIdentity.objects.create(person=person, provider="porten", issuer=address, subject=who)
    return person


def fresh(client: Client, person: Person) -> Client:
    """Signed in just now by her password, as the pages about sign-in ask for."""
    client.post(reverse("account_login"), {"login": person.email, "password": "et langt passord 1"})
    assert signed_in_as(client) == str(person.pk)
    return client


def test_a_newcomer_joins_by_her_invitation_and_comes_back_without_it(client: Client, cast: Cast) -> None:
    _, path = make_invitation(cast.fjordvik, "planner")
    page = client.get(path).content.decode()
    assert "Fortsett med Prøveporten" in page
    assert go_in(client, "kari-hos-porten", next=path, invitert="ja") == path
    page = client.get(path).content.decode()
    assert "Du er logget inn hos Prøveporten" in page
    assert 'name="password"' not in page
    assert client.post(path, {"name": "Kari Nordvik"}).status_code == 302
    kari = Person.objects.get(email="kari@eksempel.no")
    assert signed_in_as(client) == str(kari.pk)
    assert Membership.objects.filter(person=kari, role_id="planner").exists()
    assert not kari.has_usable_password()
    again = Client()
    assert go_in(again, "kari-hos-porten", next="/meg/") == "/meg/"
    assert signed_in_as(again) == str(kari.pk)


def test_an_unknown_person_is_told_kindly_what_to_do_and_nothing_is_made(client: Client, cast: Cast) -> None:
    """The provider says that her e-mail address is Ingrid's, and verified. It makes no difference."""
    cast.person("Ingrid")
    before = Person.objects.count()
    page = go_in(client, "even-hos-porten")
    for words in ("Vi kjenner deg ikke igjen", "Åpne lenken i invitasjonen", "Logg inn slik du pleier"):
        assert words in page
    assert (signed_in_as(client), Person.objects.count(), LinkedIdentity.objects.count()) == ("", before, 0)


def test_who_is_signed_in_links_it_herself_and_is_told_by_mail(client: Client, cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    fresh(client, ingrid)
    assert through(client, "provider_link", "ingrid-hos-porten") == reverse("own_sign_in")
    assert "Fra nå av kan du logge inn med Prøveporten" in client.get(reverse("own_sign_in")).content.decode()
    deliver_waiting()
    assert mail.outbox[-1].to == [ingrid.email]
    assert "Fra nå av kan du logge inn med Prøveporten." in str(mail.outbox[-1].body)
    assert AuditEvent.objects.filter(verb="identity_linked", by_id=ingrid.pk).exists()
    other = Client()
    go_in(other, "ingrid-hos-porten")
    assert signed_in_as(other) == str(ingrid.pk)


def test_one_identity_is_one_person(client: Client, cast: Cast, address: str) -> None:
    linked(cast.person("Tore"), address, "felles-hos-porten")
    fresh(client, cast.person("Ingrid"))
    through(client, "provider_link", "felles-hos-porten")
    assert "er koblet til en annen konto" in client.get(reverse("own_sign_in")).content.decode()
    assert not LinkedIdentity.objects.filter(person=cast.person("Ingrid")).exists()


def test_an_invitation_does_not_take_over_somebody_elses_identity(client: Client, cast: Cast, address: str) -> None:
    """Tore comes back as Tore, and is told that the invitation is to somebody else."""
    tore = linked(cast.person("Tore"), address, "tore-hos-porten")
    _, path = make_invitation(cast.fjordvik, "planner")
    assert go_in(client, "tore-hos-porten", next=path, invitert="ja") == path
    assert signed_in_as(client) == str(tore.pk)
    assert "Invitasjonen er til en annen adresse" in client.get(path).content.decode()


def test_an_invitation_to_an_account_that_exists_links_nothing(client: Client, cast: Cast) -> None:
    """The link may have been held by others: it is no key to Ingrid's account."""
    ingrid = cast.person("Ingrid")
    _, path = make_invitation(cast.lyngmo, "guest", email=ingrid.email)
    go_in(client, "even-hos-porten", next=path, invitert="ja")
    assert "har alt en konto her" in client.get(path).content.decode()
    client.post(path, {"name": "Even"})
    assert (signed_in_as(client), LinkedIdentity.objects.count()) == ("", 0)


def test_linking_takes_that_she_has_just_shown_who_she_is(client: Client, cast: Cast, address: str) -> None:
    ingrid = cast.person("Ingrid")
    client.force_login(ingrid)
    for name in ("provider_link",):
        answer = client.post(reverse(name, args=["porten"]))
        assert answer.headers["Location"].startswith(reverse("confirm"))
    assert "on_the_way_to_provider" not in client.session


def test_she_may_confirm_who_she_is_at_the_provider_and_only_as_herself(
    client: Client, cast: Cast, address: str
) -> None:
    ingrid = linked(cast.person("Ingrid"), address, "ingrid-hos-porten")
    client.force_login(ingrid)
    back_to = reverse("own_sign_in")
    through(client, "provider_confirm", "even-hos-porten", next=back_to)
    assert client.post(reverse("provider_unlink", args=[LinkedIdentity.objects.get().id])).status_code == 302
    assert LinkedIdentity.objects.count() == 1
    assert through(client, "provider_confirm", "ingrid-hos-porten", next=back_to) == back_to
    client.post(reverse("provider_unlink", args=[LinkedIdentity.objects.get().id]))
    assert LinkedIdentity.objects.count() == 0
    deliver_waiting()
    assert "Du kan ikke lenger logge inn med Prøveporten." in str(mail.outbox[-1].body)


def test_nobody_unlinks_for_another(client: Client, cast: Cast, address: str) -> None:
    linked(cast.person("Tore"), address, "tore-hos-porten")
    fresh(client, cast.person("Ingrid"))
    assert client.post(reverse("provider_unlink", args=[LinkedIdentity.objects.get().id])).status_code == 404
    assert LinkedIdentity.objects.count() == 1


def test_to_stop_at_the_provider_changes_nothing(client: Client, cast: Cast) -> None:
    there = client.get(reverse("provider_begin", args=["porten"])).headers["Location"]
    page = client.get(Walker(PRODUCT).walk(there, "", stops=True))
    assert page.status_code == 400
    assert "Du avbrøt innloggingen" in page.content.decode()


def test_the_level_that_is_asked_for_must_have_been_used(client: Client, cast: Cast, address: str) -> None:
    linked(cast.person("Ingrid"), address, "ingrid-hos-porten")
    page = go_in(client, "ingrid-hos-porten", level="idporten-loa-substantial")
    assert "sikrere innlogging" in page
    assert signed_in_as(client) == ""


def test_a_high_level_counts_as_two_steps(client: Client, cast: Cast, address: str, settings: Settings) -> None:
    ingrid = linked(cast.person("Ingrid"), address, "ingrid-hos-porten")
    go_in(client, "ingrid-hos-porten")
    request = type("Asked", (), {"session": client.session})()
    assert shown.has_two_steps(request, ingrid)
    lower = Client()
    settings.SIGN_IN_PROVIDERS = {"porten": real.as_known(address, acr=(), two_steps=frozenset({"idporten-loa-high"}))}
    go_in(lower, "ingrid-hos-porten", level="idporten-loa-substantial")
    request = type("Asked", (), {"session": lower.session})()
    assert signed_in_as(lower) == str(ingrid.pk)
    assert not shown.has_two_steps(request, ingrid)


def test_signing_out_ends_it_at_the_provider_too(client: Client, cast: Cast, address: str) -> None:
    ingrid = linked(cast.person("Ingrid"), address, "ingrid-hos-porten")
    walker = Walker(PRODUCT)
    go_in(client, "ingrid-hos-porten", walker)
    page = client.post(reverse("account_logout"))
    assert signed_in_as(client) == ""
    assert "Logger deg ut hos Prøveporten" in page.content.decode()
    assert walker.end(page.context["address"]) == f"{PRODUCT}/"
    nobody = Client()
    go_in(nobody, "en-annen-ved-maskinen", walker)  # the same browser is asked who it is again
    assert signed_in_as(nobody) != str(ingrid.pk)


def test_the_session_gets_a_new_key_when_she_comes_in(client: Client, cast: Cast, address: str) -> None:
    linked(cast.person("Ingrid"), address, "ingrid-hos-porten")
    there = client.get(reverse("provider_begin", args=["porten"])).headers["Location"]
    before = client.session.session_key
    client.get(Walker(PRODUCT).walk(there, "ingrid-hos-porten"))
    assert client.session.session_key != before


def test_no_national_number_and_no_claim_is_kept_anywhere(client: Client, cast: Cast) -> None:
    """The token holds the number, and is needed when she signs out. It lies sealed in the session, and nowhere else."""
    _, path = make_invitation(cast.fjordvik, "planner")
    go_in(client, "kari-hos-porten", next=path, invitert="ja")
    client.post(path, {"name": "Kari Nordvik"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            kept = " ".join(row for (row,) in cursor.fetchall())
            assert NATIONAL_NUMBER not in kept, table
    told = json.dumps(dict(client.session.items()))
    for secret in (NATIONAL_NUMBER, base64.b64encode(NATIONAL_NUMBER.encode()).decode().rstrip("=")[:12], "eyJ"):
        assert secret not in told


def test_the_only_way_in_is_not_taken_away(client: Client, cast: Cast, address: str, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    ingrid = linked(cast.person("Ingrid"), address, "ingrid-hos-porten")
    ingrid.set_unusable_password()
    ingrid.save()
    go_in(client, "ingrid-hos-porten")
    client.post(reverse("provider_unlink", args=[LinkedIdentity.objects.get().id]))
    assert "den eneste måten du kan logge inn på" in client.get(reverse("own_sign_in")).content.decode()
    assert LinkedIdentity.objects.count() == 1
