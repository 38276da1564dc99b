"""A consultation with something in its table."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from plandugnad.consultations.models import Consultation, Group, GroupMember, Objection, Point, Statement, Tag
from plandugnad.consultations.table.choices import Choices
from plandugnad.consultations.table.contents import About, Contents, PointLine, StatementLine
from plandugnad.regions.models import Organisation
from tests.consultations.builders import a_statement, day, one_that_is_out

TEXT = "Vi vil ha fortau i Storgata. Støyen fra veien er for høy."


@dataclass
class Said:
    """Kari has said two things, the association one of them, and the county objects."""

    consultation: Consultation
    kari: Statement
    association: Statement
    county: Statement
    pavement: Point
    noise: Point
    same_noise: Point
    group: Group


def a_point(statement: Statement, words: str, *tags: Tag, **values: Any) -> Point:
    starts = statement.text.index(words)
    made = Point.objects.create(statement=statement, starts=starts, ends=starts + len(words), quote=words, **values)
    made.tags.set(tags)
    return made


def said(place: Organisation, **values: Any) -> Said:
    consultation = one_that_is_out(place, **values)
    kari = a_statement(consultation, text=TEXT, received_on=day(-5), summary="Ønsker fortau.", assessment="Enig.")
    association = a_statement(
        consultation, party="organisation", name="Ytre vel", text="Støyen er for høy.", received_on=day(-4)
    )
    county = a_statement(
        consultation, party="authority", name="Agderfylket", text="Vi fremmer innsigelse.", received_on=day(-3)
    )
    traffic = Tag.objects.create(consultation=consultation, kind="theme", name="Trafikk")
    noise_tag = Tag.objects.create(consultation=consultation, kind="theme", name="Støy")
    pavement = a_point(kari, "Vi vil ha fortau i Storgata.", traffic, answer="Fortauet tas inn.")
    noise = a_point(kari, "Støyen fra veien er for høy.", noise_tag)
    same = a_point(association, "Støyen er for høy.", noise_tag)
    group = Group.objects.create(consultation=consultation, name="Støy fra veien", state="decided", answer="Vi måler.")
    GroupMember.objects.create(group=group, point=noise)
    GroupMember.objects.create(group=group, point=same)
    objection = Objection.objects.create(
        statement=county, against="Område B12", ground="Dyrket mark bygges ned.", state="dialogue"
    )
    objection.turns.create(state="dialogue", happened_on=day(-1))
    return Said(consultation, kari, association, county, pavement, noise, same, group)


def contents(summary: str, assessment: str, answer: str, quote: str) -> Contents:
    """One statement, 7, with one point, not in any database."""
    point = PointLine(UUID(int=2), "7.1", quote, (quote[:40],), answer, "")
    line = StatementLine(UUID(int=1), 7, "Kari & co", "private", date(2026, 3, 2), summary, assessment, False, (point,))
    about = About("Plan", "Fjordvik", "Høring", None, None, 1, (("private", 1),), False)
    return Contents(about, Choices(), (), (), (line,))
