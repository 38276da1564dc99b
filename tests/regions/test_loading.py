import dataclasses

import pytest
from django.core.management import call_command

from plandugnad.regions.loading import load_register
from plandugnad.regions.models import CouncilMember, FormerNumber, MunicipalityFacts, Organisation, Role
from plandugnad.regions.register import Register, read_register
from tests.cast import Cast, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


def everything() -> list[tuple[object, ...]]:
    fields = [field.attname for field in Organisation._meta.concrete_fields]
    return list(Organisation.objects.order_by("id").values_list(*fields))


def test_all_of_norway_is_loaded(register: Register) -> None:
    load_register(register)
    assert Organisation.objects.municipalities().count() == 357
    assert {row.kind: row for row in Organisation.objects.all()}.keys() == {
        *("municipality", "county", "state_administrator", "regional_council", "sector_body", "national_body")
    }
    assert MunicipalityFacts.objects.count() == 357
    assert FormerNumber.objects.values("number").distinct().count() == 114
    assert CouncilMember.objects.filter(council__name__startswith="Lister").count() == 6
    assert Role.objects.count() == 10


def test_loading_again_changes_nothing_and_keeps_identities(register: Register) -> None:
    load_register(register)
    before = everything()
    load_register(register)
    assert everything() == before


def test_a_new_name_is_taken_over_by_the_same_row(register: Register) -> None:
    load_register(register)
    was = Organisation.objects.get(number="4227")
    changed = tuple(
        dataclasses.replace(one, names=dataclasses.replace(one.names, name="Kvina")) if one.number == "4227" else one
        for one in register.municipalities
    )
    load_register(dataclasses.replace(register, municipalities=changed))
    row = Organisation.objects.get(pk=was.pk)
    assert (row.name, row.search_key.split("|")[0]) == ("Kvina", "kvina")


def test_a_municipality_that_is_gone_is_ended_and_never_deleted(register: Register) -> None:
    load_register(register)
    without = tuple(one for one in register.municipalities if one.number != "1580")
    former = tuple(row for row in register.former_numbers if row.number != "1580")
    load_register(dataclasses.replace(register, municipalities=without, former_numbers=former))
    assert Organisation.objects.get(number="1580").valid_to is not None
    assert Organisation.objects.municipalities().current().count() == 356
    load_register(register)
    assert Organisation.objects.get(number="1580").valid_to is None


def test_example_rows_are_left_alone(register: Register, cast: Cast) -> None:
    fjordvik = cast.fjordvik
    load_register(register)
    fjordvik.refresh_from_db()
    assert (fjordvik.name, fjordvik.valid_to) == ("Fjordvik", None)


def test_an_installations_own_rows_that_are_not_in_the_register_end(register: Register) -> None:
    own = make_organisation("Regionrådet vårt", kind="regional_council")
    Organisation.objects.filter(pk=own.pk).update(is_example=False)
    load_register(register)
    own.refresh_from_db()
    assert own.valid_to is not None


def test_the_command_tells_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_register")
    assert "357 kommuner" in capsys.readouterr().out
