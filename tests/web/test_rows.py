"""Rows written by Jinja: as safe as pages, in the reader's language, and the same pieces."""

from uuid import uuid4

import pytest
from django.template import Context, Template, engines
from django.test import Client
from django.urls import reverse
from django.utils import translation
from jinja2 import UndefinedError

from plandugnad.web.templatetags import marks
from tests.cast import Cast
from tests.plans.builders import make_plan

HOSTILE = '"><script>alert(1)</script>'


def test_what_people_write_is_shown_as_text() -> None:
    cell = '<td data-label="{{ words }}">{{ words }}{{ status("idea", words) }}{{ words|linebreaks }}</td>'
    row = engines["jinja2"].from_string(cell)
    assert "<script" not in row.render({"words": HOSTILE})


@pytest.mark.django_db
def test_a_hostile_name_is_text_in_the_table_and_in_the_search(client: Client, cast: Cast) -> None:
    make_plan(cast.fjordvik, f"Plan {HOSTILE}", responsible=HOSTILE, section=HOSTILE)
    client.force_login(cast.person("Ingrid"))
    for address in ("/kommuner/9901/tabell/", "/sok/?q=plan"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_a_name_that_is_not_given_stops_the_page_instead_of_leaving_it_empty() -> None:
    with pytest.raises(UndefinedError):
        engines["jinja2"].from_string("{{ plan.name }}").render({})


def test_the_words_are_those_of_the_reader() -> None:
    row = engines["jinja2"].from_string('{{ _("Vedtatt") }}')
    said = []
    for language in ("nb", "nn"):
        with translation.override(language):
            said.append(row.render({}))
    assert said == ["Vedtatt", "Vedteken"]


def test_both_kinds_of_template_write_the_same_pieces() -> None:
    page = Template("{% load components %}{% status 'adopted' 'vedtatt' %}{% dated '2024/2026' %}{% icon 'menu' %}")
    row = engines["jinja2"].from_string('{{ status("adopted", "vedtatt") }}{{ dated("2024/2026") }}{{ icon("menu") }}')
    assert page.render(Context()) == row.render({})
    assert marks.status("adopted", "vedtatt") in row.render({})


def test_an_address_in_a_row_is_the_one_django_gives() -> None:
    id = uuid4()
    row = engines["jinja2"].from_string('{{ url("plan", id) }} {{ url("portfolio", "9901") }}')
    assert row.render({"id": id}) == f"{reverse('plan', args=[id])} {reverse('portfolio', args=['9901'])}"
