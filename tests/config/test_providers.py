"""What an installation says about sign-in providers, and that a mistake stops the start with a sentence."""

import pytest

from plandugnad.config.environment import WrongSetting
from plandugnad.config.providers import read_providers

ENTRA = {
    "KIND": "entra",
    "NAME": "Microsoft",
    "ADDRESS": "https://login.microsoftonline.com/abc/v2.0",
    "CLIENT_ID": "plandugnad",
    "CLIENT_SECRET": "hemmelig",
    "TENANTS": "abc, def",
}
PORTEN = {
    "KIND": "idporten",
    "NAME": "ID-porten",
    "ADDRESS": "https://idporten.no",
    "CLIENT_ID": "x",
    "CLIENT_SECRET": "y",
}


def set_up(monkeypatch: pytest.MonkeyPatch, code: str, **about: str) -> None:
    monkeypatch.setenv("OIDC", code)
    for name, value in about.items():
        monkeypatch.setenv(f"OIDC_{code.upper()}_{name}", value)


def test_none_is_the_usual_case() -> None:
    assert read_providers("OIDC") == {}


def test_entra_is_asked_for_the_tenants_and_what_it_takes_to_know_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch, "entra", **ENTRA)
    entra = read_providers("OIDC")["entra"]
    assert entra.scopes == "openid profile"
    assert (entra.tenants, entra.two_steps) == (frozenset({"abc", "def"}), frozenset({"mfa"}))


def test_id_porten_asks_for_a_level_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch, "porten", **PORTEN)
    assert read_providers("OIDC")["porten"].acr == ("idporten-loa-substantial", "idporten-loa-high")
    set_up(monkeypatch, "porten", **PORTEN, ACR="idporten-loa-high")
    assert read_providers("OIDC")["porten"].acr == ("idporten-loa-high",)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"TENANTS": ""}, "OIDC_ENTRA_TENANTS"),
        ({"CLIENT_SECRET": ""}, "OIDC_ENTRA_CLIENT_SECRET"),
        ({"NAME": ""}, "OIDC_ENTRA_NAME"),
        ({"ADDRESS": "http://login.example"}, "OIDC_ENTRA_ADDRESS"),
        ({"KIND": "facebook"}, "OIDC_ENTRA_KIND"),
        ({"KIND": "annen"}, "OIDC_ENTRA_TENANTS"),
    ],
)
def test_a_mistake_is_named(monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], named: str) -> None:
    set_up(monkeypatch, "entra", **ENTRA | changes)
    with pytest.raises(WrongSetting, match=named):
        read_providers("OIDC")


def test_a_name_that_cannot_be_part_of_an_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIDC", "ID porten")
    with pytest.raises(WrongSetting, match="små bokstaver"):
        read_providers("OIDC")
