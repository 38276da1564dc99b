import re
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from plandugnad.core.pieces import Chip, Column, Crumb
from plandugnad.web.templatetags.components import undo_address

HOSTILE = '<script>alert("x")</script>'


class PlanForm(forms.Form):
    name = forms.CharField(label="Navn", help_text="Slik den heter i vedtaket.")
    kind = forms.ChoiceField(label="Type", choices=[("a", "arealdel")], widget=forms.RadioSelect)


def rendered(source: str, **values: Any) -> str:
    request = RequestFactory().get(values.pop("address", "/planer"))
    return Template("{% load components %}" + source).render(Context({"request": request, **values}))


def test_a_wrong_field_points_at_its_error_and_its_help() -> None:
    html = rendered("{% field form.name %}", form=PlanForm({"name": ""}))
    assert 'aria-describedby="id_name_error id_name_helptext"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html


def test_the_error_summary_leads_to_each_field() -> None:
    html = rendered("{% error_summary form %}", form=PlanForm({}))
    assert re.findall(r'href="#(\w+)"', html) == ["id_name", "id_kind_0"]


def test_there_is_no_error_summary_without_errors() -> None:
    assert rendered("{% error_summary form %}", form=PlanForm()).strip() == ""


def test_sorting_turns_round_and_keeps_the_filters_but_not_the_page() -> None:
    columns = [Column("Plan", "navn"), Column("Ansvarlig")]
    html = rendered("{% table_head columns %}", columns=columns, address="/planer?status=vedtatt&sorter=navn&side=3")
    assert 'href="?status=vedtatt&amp;sorter=-navn"' in html
    assert 'aria-sort="ascending"' in html
    assert html.count("<a ") == 1


def test_pages_keep_the_filters() -> None:
    html = rendered("{% pagination page %}", page=Paginator(range(700), 50).page(4), address="/planer?status=vedtatt")
    assert "?status=vedtatt&amp;side=5" in html
    assert len(re.findall('aria-current="page"', html)) == 1


def test_one_page_needs_no_page_numbers() -> None:
    assert "<nav" not in rendered("{% pagination page %}", page=Paginator(range(7), 50).page(1))


def test_a_status_nobody_has_drawn_is_still_said_in_words() -> None:
    html = rendered("{% status 'ny_status' 'ny status' %}")
    assert "shape-unknown" in html
    assert "Ny status" in html


def test_dates_are_marked_up_for_machines() -> None:
    assert rendered("{% dated '2027-06-12' %}") == '<time datetime="2027-06-12">12. juni 2027</time>'
    assert rendered("{% dated '2024/2026' %}") == '<span class="pd-figure">2024–2026</span>'
    assert rendered("{% dated None %}") == ""


def test_the_same_term_twice_opens_two_different_explanations() -> None:
    html = rendered("{% term 'planstrategi' %}Et valg.{% endterm %}" * 2)
    assert len(set(re.findall(r'popovertarget="([^"]+)"', html))) == 2
    assert re.findall(r'popovertarget="([^"]+)"', html) == re.findall(r' id="([^"]+)"', html)


@pytest.mark.parametrize(
    "source",
    [
        "{% breadcrumb crumbs %}",
        "{% filter_chips chips 'Filtre' %}",
        "{% facts rows %}",
        "{% term text %}{{ text }}{% endterm %}",
        "{% disclosure text %}{{ text }}{% enddisclosure %}",
        "{% empty_state text %}{{ text }}{% endempty_state %}",
        "{% note %}{{ text }}{% endnote %}",
        "{% copy_button text text %}",
        "{% button text value=text %}",
        "{% link_button text '/' %}",
        "{% file_drop 'fil' text %}",
        "{% status 'adopted' text text %}",
        "{% dated text %}",
    ],
)
def test_text_from_people_is_never_markup(source: str) -> None:
    html = rendered(
        source,
        text=HOSTILE,
        crumbs=[Crumb(HOSTILE, "/"), Crumb(HOSTILE)],
        chips=[Chip(HOSTILE, "?")],
        rows=[(HOSTILE, HOSTILE)],
    )
    assert "&lt;script&gt;" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("tags", "address"),
    [
        ("undo:/planer/12/angre", "/planer/12/angre"),
        ("stor undo:/planer/12/angre success", "/planer/12/angre"),
        ("undo://ond.example/angre", ""),
        ("undo:/\\ond.example", ""),
        ("undo:javascript:alert(1)", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_undo_goes_only_to_this_site(tags: str | None, address: str) -> None:
    assert undo_address(tags) == address
