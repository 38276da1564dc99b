"""What a provider, or somebody between, may answer with, and that nobody comes in by any of it."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from plandugnad.accounts.models import LinkedIdentity, Person
from plandugnad.accounts.providers import discovery
from tests.cast import Cast
from tests.oidc.hostile import CLIENT, Hostile, as_known, hostile, new_key

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _server() -> Iterator[Hostile]:
    with hostile() as its:
        yield its


@pytest.fixture
def its(_server: Hostile, settings: Settings) -> Hostile:
    discovery.forget()
    fresh = Hostile(_server.address, _server.keys)
    vars(_server).update(vars(fresh))
    settings.SIGN_IN_PROVIDERS = {"porten": as_known(_server)}
    return _server


@pytest.fixture
def ingrid(cast: Cast, its: Hostile) -> Person:
    person = cast.person("Ingrid")
    LinkedIdentity.objects.create(person=person, provider="porten", issuer=its.address, subject="abc")
    return person


def begin(client: Client, to: str = "") -> dict[str, str]:
    """What the provider is asked: the state and the nonce among it."""
    sent = client.get(reverse("provider_begin", args=["porten"]), {"next": to} if to else {})
    assert sent.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(sent.headers["Location"]).query).items()}


def come_back(client: Client, **told: str) -> Any:
    return client.get(reverse("provider_back", args=["porten"]), {"code": "x"} | told)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_true_answer_lets_her_in_where_she_was_going(client: Client, its: Hostile, ingrid: Person) -> None:
    asked = begin(client, "/meg/")
    assert (asked["code_challenge_method"], asked["response_type"], asked["scope"]) == ("S256", "code", "openid")
    its.sign(its.claims(asked["nonce"]))
    assert come_back(client, state=asked["state"]).headers["Location"] == "/meg/"
    assert client.session["_auth_user_id"] == str(ingrid.pk)


FORGED: dict[str, dict[str, Any]] = {
    "for another client": {"aud": "en-annen"},
    "for several, made for another": {"aud": [CLIENT, "en-annen"], "azp": "en-annen"},
    "for several, not said for whom": {"aud": [CLIENT, "en-annen"]},
    "for nobody": {"aud": None},
    "issued by another": {"iss": "https://ond.example"},
    "of another sign-in": {"nonce": "en annen"},
    "of no sign-in": {"nonce": None},
    "expired": {"exp": int(time.time()) - 120, "iat": int(time.time()) - 600},
    "without an end": {"exp": None},
    "from the future": {"iat": int(time.time()) + 3600},
    "not yet valid": {"nbf": int(time.time()) + 3600},
    "of nobody": {"sub": None},
    "of somebody with an empty name": {"sub": ""},
    "of somebody with a name too long to keep": {"sub": "a" * 256},
    "of somebody with a name that cannot be kept": {"sub": "ab\x00c"},
    "with a nonce of other letters": {"nonce": "æøå"},
    "with a list for its end": {"exp": []},
    "with no end in sight": {"exp": 1e999},
    "with a list for its beginning": {"iat": [1]},
    "with half a letter": {"sub": "\ud83d"},
}


@pytest.mark.parametrize("forgery", FORGED)
def test_a_forged_answer_lets_nobody_in(client: Client, its: Hostile, ingrid: Person, forgery: str) -> None:
    asked = begin(client)
    its.sign(its.claims(asked["nonce"], **FORGED[forgery]))
    answer = come_back(client, state=asked["state"])
    assert answer.status_code == 400
    assert "Innloggingen ble ikke fullført" in answer.content.decode()
    assert not is_in(client)


def to_confirm(client: Client, person: Person) -> dict[str, str]:
    client.force_login(person)
    page = client.post(reverse("provider_confirm", args=["porten"]), {"next": "/meg/"})
    return {name: values[0] for name, values in parse_qs(urlsplit(page.context["address"]).query).items()}


@pytest.mark.parametrize("moment", ["abc", [], [1], {}, 1e999, "nan"])
def test_a_moment_that_is_none_confirms_nobody(client: Client, its: Hostile, ingrid: Person, moment: Any) -> None:
    asked = to_confirm(client, ingrid)
    its.sign(its.claims(asked["nonce"], auth_time=moment))
    answer = come_back(client, state=asked["state"])
    assert answer.status_code == 400
    assert "kan vi ikke stole på" in answer.content.decode()


def test_a_provider_that_does_not_say_when_is_told_apart_from_one_that_was_too_slow(
    client: Client, its: Hostile, ingrid: Person
) -> None:
    """Entra says `auth_time` only when it is set up to: docs/drift.md."""
    asked = to_confirm(client, ingrid)
    its.sign(its.claims(asked["nonce"]))
    answer = come_back(client, state=asked["state"])
    assert answer.status_code == 400
    assert "sier ikke når du viste hvem du er" in answer.content.decode()
    asked = to_confirm(client, ingrid)
    its.sign(its.claims(asked["nonce"], auth_time=int(time.time())))
    assert come_back(client, state=asked["state"]).headers["Location"] == "/meg/"


def test_a_token_with_half_a_letter_in_it_lets_nobody_in(client: Client, its: Hostile, ingrid: Person) -> None:
    asked = begin(client)
    its.sign(its.claims(asked["nonce"]))
    its.token += "\ud83d"
    assert come_back(client, state=asked["state"]).status_code == 400
    assert not is_in(client)


def test_clocks_may_differ_by_a_minute(client: Client, its: Hostile, ingrid: Person) -> None:
    now = int(time.time())
    asked = begin(client)
    its.sign(its.claims(asked["nonce"], exp=now - 30, iat=now - 300))
    come_back(client, state=asked["state"])
    assert is_in(client)
    ahead = Client()
    asked = begin(ahead)
    its.sign(its.claims(asked["nonce"], iat=now + 30, nbf=now + 30))
    come_back(ahead, state=asked["state"])
    assert is_in(ahead)


def unsigned(its: Hostile, claims: dict[str, Any]) -> None:
    its.sign(claims, key="", alg="none")


def with_the_shared_secret(its: Hostile, claims: dict[str, Any]) -> None:
    its.sign(claims, key="hemmelig" * 8, alg="HS256")


def with_another_key(its: Hostile, claims: dict[str, Any]) -> None:
    its.sign(claims, key=new_key())


def with_a_key_there_is_none_of(its: Hostile, claims: dict[str, Any]) -> None:
    its.sign(claims, key_id="to", key=new_key())


def without_a_signature(its: Hostile, claims: dict[str, Any]) -> None:
    its.sign(claims)
    its.token = its.token.rpartition(".")[0] + "."


def no_token_at_all(its: Hostile, claims: dict[str, Any]) -> None:
    its.token = "tull"


@pytest.mark.parametrize(
    "sign",
    [
        unsigned,
        with_the_shared_secret,
        with_another_key,
        with_a_key_there_is_none_of,
        without_a_signature,
        no_token_at_all,
    ],
)
def test_an_answer_that_is_not_signed_by_the_provider_lets_nobody_in(
    client: Client, its: Hostile, ingrid: Person, sign: Any
) -> None:
    asked = begin(client)
    sign(its, its.claims(asked["nonce"]))
    answer = come_back(client, state=asked["state"])
    assert (answer.status_code, is_in(client)) == (400, False)
    assert "kan vi ikke stole på" in answer.content.decode()


def test_a_new_key_is_fetched_at_once_and_one_taken_out_of_use_is_refused(
    client: Client, its: Hostile, ingrid: Person
) -> None:
    asked = begin(client)
    its.sign(its.claims(asked["nonce"]))
    come_back(client, state=asked["state"])
    old, its.keys = its.keys["one"], {"two": new_key()}
    new = Client()
    asked = begin(new)
    its.sign(its.claims(asked["nonce"]), "two")
    come_back(new, state=asked["state"])
    assert is_in(new)
    late = Client()
    asked = begin(late)
    its.sign(its.claims(asked["nonce"]), "one", old)
    assert come_back(late, state=asked["state"]).status_code == 400
    its.keys = {"one": old}
    assert discovery.KEYS_KEPT_S <= 300


def test_the_state_is_good_once_and_only_in_the_browser_it_was_made_in(
    client: Client, its: Hostile, ingrid: Person
) -> None:
    asked = begin(client)
    its.sign(its.claims(asked["nonce"]))
    elsewhere = Client()
    for state in (asked["state"], "gjettet", ""):
        assert come_back(elsewhere, state=state).status_code == 400
    assert not is_in(elsewhere)
    assert come_back(client, state=asked["state"]).status_code == 302
    client.post(reverse("account_logout"))
    assert come_back(client, state=asked["state"]).status_code == 400
    assert not is_in(client)


def test_a_sign_in_begun_long_ago_is_begun_again(client: Client, its: Hostile, ingrid: Person) -> None:
    asked = begin(client)
    session = client.session
    errands = session["on_the_way_to_provider"]
    errands[asked["state"]]["begun_at"] -= 3600
    session["on_the_way_to_provider"] = errands
    session.save()
    its.sign(its.claims(asked["nonce"]))
    answer = come_back(client, state=asked["state"])
    assert "Begynn på nytt" in answer.content.decode()
    assert not is_in(client)


def test_what_one_provider_was_asked_another_cannot_answer(
    client: Client, its: Hostile, ingrid: Person, settings: Settings
) -> None:
    other = replace(as_known(its), code="annen", name="Annen")
    settings.SIGN_IN_PROVIDERS = {"porten": as_known(its), "annen": other}
    asked = begin(client)
    its.sign(its.claims(asked["nonce"]))
    told = {"code": "x", "state": asked["state"]}
    assert client.get(reverse("provider_back", args=["annen"]), told).status_code == 400
    assert not is_in(client)
    assert come_back(client, state=asked["state"], iss="https://ond.example").status_code == 400


@pytest.mark.parametrize(
    ("error", "words"), [("access_denied", "Du avbrøt innloggingen"), ("server_error<script>", "kan vi ikke stole på")]
)
def test_an_error_at_the_provider_is_told_in_words(
    client: Client, its: Hostile, ingrid: Person, error: str, words: str
) -> None:
    asked = begin(client)
    page = come_back(client, state=asked["state"], error=error).content.decode()
    assert words in page
    assert "<script>" not in page.replace('<script type="module"', "")
    assert "Logg inn på en annen måte" in page


def test_a_provider_that_does_not_answer_is_told_so(client: Client, its: Hostile, ingrid: Person) -> None:
    its.status = 503
    page = client.get(reverse("provider_begin", args=["porten"]))
    assert page.status_code == 400
    assert "får ikke kontakt" in page.content.decode()


def test_a_provider_that_says_it_is_another_is_not_used(client: Client, its: Hostile, ingrid: Person) -> None:
    its.issuer = "https://ond.example"
    assert client.get(reverse("provider_begin", args=["porten"])).status_code == 400


def test_too_low_a_level_is_told_what_to_do(client: Client, its: Hostile, ingrid: Person, settings: Settings) -> None:
    settings.SIGN_IN_PROVIDERS = {"porten": as_known(its, acr=("idporten-loa-high",))}
    for level in ("idporten-loa-substantial", None):
        asked = begin(client)
        assert asked["acr_values"] == "idporten-loa-high"
        its.sign(its.claims(asked["nonce"], acr=level))
        answer = come_back(client, state=asked["state"])
        assert "velg en innlogging med høyere sikkerhet" in answer.content.decode()
        assert not is_in(client)


def test_a_provider_that_knows_people_by_their_national_number_is_refused(client: Client, its: Hostile) -> None:
    asked = begin(client, "/")
    its.sign(its.claims(asked["nonce"], sub="21838300000"))
    assert come_back(client, state=asked["state"]).status_code == 400


TENANT, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"


@pytest.fixture
def entra(its: Hostile, settings: Settings) -> Hostile:
    its.issuer = its.address + "/{tenantid}/v2.0"
    known = as_known(its, tenants=frozenset({TENANT}), scopes="openid profile", two_steps=frozenset({"mfa"}))
    settings.SIGN_IN_PROVIDERS = {"porten": known}
    return its


def of_tenant(its: Hostile, nonce: str, tenant: str = TENANT, **more: Any) -> dict[str, Any]:
    return its.claims(nonce, **{"iss": f"{its.address}/{tenant}/v2.0", "tid": tenant, "oid": "kari", **more})


def test_in_entra_a_person_is_her_tenant_and_object_and_never_her_address(
    client: Client, entra: Hostile, cast: Cast
) -> None:
    """Whoever rules a tenant writes `email` and `preferred_username` as she likes (the nOAuth trouble)."""
    ingrid = cast.person("Ingrid")
    pretends: dict[str, Any] = {
        "email": ingrid.email,
        "email_verified": True,
        "preferred_username": ingrid.email,
        "sub": "x",
    }
    asked = begin(client)
    entra.sign(of_tenant(entra, asked["nonce"], oid="even", **pretends))
    answer = come_back(client, state=asked["state"])
    assert answer.status_code == 403
    assert "Vi kjenner deg ikke igjen" in answer.content.decode()
    assert not is_in(client)
    issuer = f"{entra.address}/{TENANT}/v2.0"
    LinkedIdentity.objects.create(person=ingrid, provider="porten", issuer=issuer, subject=f"{TENANT}/kari")
    asked = begin(client)
    entra.sign(of_tenant(entra, asked["nonce"]))
    come_back(client, state=asked["state"])
    assert client.session["_auth_user_id"] == str(ingrid.pk)


ENTRA_FORGED: dict[str, dict[str, Any]] = {
    "another tenant": {"tid": OTHER, "iss": None},
    "its own tenant with another's issuer": {"iss": "other"},
    "no tenant": {"tid": None},
    "no object": {"oid": None},
}


@pytest.mark.parametrize("forgery", ENTRA_FORGED)
def test_only_the_tenants_on_the_list_come_in(client: Client, entra: Hostile, cast: Cast, forgery: str) -> None:
    ingrid, changes = cast.person("Ingrid"), dict(ENTRA_FORGED[forgery])
    for tenant in (TENANT, OTHER):
        issuer = f"{entra.address}/{tenant}/v2.0"
        LinkedIdentity.objects.create(
            person=ingrid, provider=f"porten{tenant[0]}", issuer=issuer, subject=f"{tenant}/kari"
        )
    if "iss" in changes:
        changes["iss"] = f"{entra.address}/{OTHER}/v2.0"
    asked = begin(client)
    entra.sign(of_tenant(entra, asked["nonce"], **changes))
    assert come_back(client, state=asked["state"]).status_code == 400
    assert not is_in(client)


@pytest.mark.parametrize("to", ["https://ond.example/", "//ond.example", "/\\ond.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site_afterwards(client: Client, its: Hostile, ingrid: Person, to: str) -> None:
    asked = begin(client, to)
    its.sign(its.claims(asked["nonce"]))
    assert come_back(client, state=asked["state"]).headers["Location"] == "/"


def test_a_closed_account_stays_closed(client: Client, its: Hostile, ingrid: Person) -> None:
    ingrid.is_active = False
    ingrid.save()
    asked = begin(client)
    its.sign(its.claims(asked["nonce"]))
    come_back(client, state=asked["state"])
    assert not is_in(client)


def test_a_provider_nobody_has_set_up_is_not_there(client: Client, its: Hostile) -> None:
    for name in ("provider_begin", "provider_back"):
        assert client.get(reverse(name, args=["ukjent"])).status_code == 404
