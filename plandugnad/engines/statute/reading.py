"""A process written by hand, as YAML or JSON → a Case; or a sentence that says what is wrong, and where."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from plandugnad.engines.statute.chains import DONE, Chain, chains, choice_names, names_of_kinds, plain_name
from plandugnad.engines.statute.facts import Case, Event, Override
from plandugnad.engines.statute.periods import Length
from plandugnad.engines.statute.refusal import Refused

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)
MOST_EVENTS = 2000
_FIELDS = ("plan_type", "today", "events", "choices", "durations", "meetings", "overrides", "year")
_EVENT_FIELDS = ("step", "mark", "date", "confirmed", "municipality", "reason")
_OVERRIDE_FIELDS = ("step", "provision", "date", "reason", "starts_on")
_NOTHING = ("", None, "null", "~")
_YES_NO = {"true": True, "yes": True, "ja": True, "false": False, "no": False, "nei": False}


class _Once(yaml.BaseLoader):
    """YAML says nothing of a name that stands twice; the last would win, and a date be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise Refused("said_twice", name=key.value, line=key.start_mark.line + 1)
            if isinstance(key, yaml.ScalarNode):
                seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_case(text: str) -> Case:
    """Raises Refused."""
    try:
        # Everything as text: else the reader itself would stumble on 2026-02-30, and take «nei» for a word.
        data = yaml.load(text, Loader=_Once)  # noqa: S506 (makes only lists, mappings and text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise Refused("not_yaml", where=f", linje {mark.line + 1}" if mark else "") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Refused("not_yaml", where="") from error
    return case_from(_mapping(data, "Fila", "Skriv plan_type, today og events."))


def case_from(data: Mapping[str, Any]) -> Case:
    _only(data, _FIELDS, "Fila")
    chain, implied = chain_named(str(data.get("plan_type", "")))
    today = read_date(_needed(data, "today", "today", "Skriv dagen det skal regnes fra."), "today")
    given = _list(data.get("events", []), "events", "Skriv ett punkt for hver dato, med step og date.")
    choices = _choices(chain, data.get("choices", {}))
    return Case(
        chain=chain,
        today=today,
        events=tuple(_event(chain, one, f"events[{place}]") for place, one in enumerate(given)),
        chosen=dict(implied) | choices,
        durations=_durations(chain, data.get("durations", {})),
        **_meetings(data.get("meetings", [])),
        overrides=tuple(
            _override(chain, one, f"overrides[{place}]")
            for place, one in enumerate(_list(data.get("overrides", []), "overrides", "Skriv step, date og reason."))
        ),
        year=_year(data["year"]) if data.get("year") else None,
    )


def chain_named(name: str) -> tuple[Chain, Mapping[str, bool]]:
    """A kind of process by any of its names, and the choices the name itself makes."""
    found = names_of_kinds().get(plain_name(name))
    if found is None:
        raise Refused("unknown_plan_type", name=name, known=", ".join(chains()))
    return chains()[found[0]], found[1]


def read_date(written: Any, place: str) -> date:
    if isinstance(written, date):
        return written
    try:
        day = date.fromisoformat(str(written).strip())
    except ValueError as error:
        raise Refused("not_a_date", place=place, written=written) from error
    if not EARLIEST <= day <= LATEST:
        raise Refused("date_too_far", place=place, written=written, first=EARLIEST.year, last=LATEST.year)
    return day


def _event(chain: Chain, written: Any, place: str) -> Event:
    data = _mapping(written, place, "Skriv step og date.")
    _only(data, _EVENT_FIELDS, place)
    step, _, mark = str(_needed(data, "step", place, "Skriv hvilket steg.")).partition(".")
    mark = str(data.get("mark", "") or mark or DONE)
    _known_step(chain, step, place)
    marks = (DONE, *chain.step(step).marks)
    if mark not in marks:
        raise Refused("unknown_mark", place=place, name=mark, step=step, known=", ".join(marks))
    return Event(
        step=step,
        date=read_date(_needed(data, "date", place, "Skriv datoen."), f"{place}.date"),
        mark=mark,
        confirmed=_yes(data.get("confirmed", "false"), f"{place}.confirmed"),
        municipality=str(data.get("municipality", "")),
    )


def _override(chain: Chain, written: Any, place: str) -> Override:
    data = _mapping(written, place, "Skriv step, date og reason.")
    _only(data, _OVERRIDE_FIELDS, place)
    step = str(_needed(data, "step", place, "Skriv hvilket steg."))
    _known_step(chain, step, place)
    provision = str(data.get("provision", ""))
    known = [rule.provision.id for rule in chain.step(step).rules]
    if provision and provision not in known:
        raise Refused("unknown_provision", place=place, name=provision, step=step, known=", ".join(known) or "–")
    return Override(
        step=step,
        date=read_date(_needed(data, "date", place, "Skriv datoen."), f"{place}.date"),
        reason=str(_needed(data, "reason", place, "Skriv hvorfor fristen er en annen.")),
        provision=provision,
        starts_on=read_date(data["starts_on"], f"{place}.starts_on") if data.get("starts_on") else None,
    )


def _choices(chain: Chain, written: Any) -> dict[str, bool]:
    data = _mapping(written, "choices", "Skriv navn og true eller false.")
    _only(data, tuple(choice_names()), "choices")
    return {str(name): _yes(value, f"choices.{name}") for name, value in data.items()}


def _meetings(written: Any) -> dict[str, Any]:
    """A list of days; or in a joint plan one list for each municipality."""
    if isinstance(written, Mapping):
        return {"councils": {str(name): _days(days, f"meetings.{name}") for name, days in written.items()}}
    return {"meetings": _days(written, "meetings")}


def _days(written: Any, place: str) -> tuple[date, ...]:
    days = _list(written, place, "Skriv en dato på hver linje.")
    return tuple(read_date(one, f"{place}[{number}]") for number, one in enumerate(days))


def _durations(chain: Chain, written: Any) -> dict[str, Length]:
    data = _mapping(written, "durations", "Skriv steg og lengde, for eksempel REG-5: 12 weeks.")
    for step in data:
        _known_step(chain, str(step), "durations")
    return {str(step): Length.read(str(length)) for step, length in data.items()}


def _known_step(chain: Chain, step: str, place: str) -> None:
    if step not in chain.by_id:
        raise Refused("unknown_step", place=place, name=step, chain=chain.id, known=", ".join(chain.by_id))


def _year(written: Any) -> int:
    if not (str(written).isascii() and str(written).isdecimal() and EARLIEST.year <= int(written) <= LATEST.year):
        raise Refused("not_a_year", written=written, first=EARLIEST.year, last=LATEST.year)
    return int(written)


def _yes(written: Any, place: str) -> bool:
    if isinstance(written, bool):
        return written
    if (yes := _YES_NO.get(str(written).casefold())) is None:
        raise Refused("not_yes_or_no", place=place, written=written)
    return yes


def _needed(data: Mapping[str, Any], name: str, place: str, hint: str) -> Any:
    if data.get(name) in (None, ""):
        raise Refused("missing", place=name if place == name else f"{place}.{name}", hint=hint)
    return data[name]


def _mapping(data: Any, place: str, hint: str) -> Mapping[str, Any]:
    if data in _NOTHING:
        return {}
    if not isinstance(data, Mapping):
        raise Refused("not_a_mapping", place=place, hint=hint)
    return data


def _list(data: Any, place: str, hint: str) -> list[Any]:
    if data in _NOTHING:
        return []
    if not isinstance(data, list):
        raise Refused("not_a_list", place=place, hint=hint)
    if len(data) > MOST_EVENTS:
        raise Refused("too_many", place=place, number=len(data), limit=MOST_EVENTS)
    return data


def _only(data: Mapping[str, Any], known: tuple[str, ...], place: str) -> None:
    for name in data:
        if name not in known:
            raise Refused("unknown_field", place=place, name=name, known=", ".join(known))
