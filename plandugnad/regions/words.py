"""A collaboration's history in whole sentences."""

from typing import Any

from django.utils.translation import gettext as _

from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When


def words_of(event: AuditEvent) -> str:
    after: dict[str, Any] = event.after if isinstance(event.after, dict) else {}
    told = {"who": event.by_name, "where": after.get("organisation") or _("en kommune"), "day": _day(after)}
    told["other"] = after.get("other") or _("et annet samarbeid")
    told["person"] = after.get("person") or _("noen")
    is_own = told["person"] == event.by_name
    if event.verb in {"nesting_begun", "nesting_ended"}:
        return _nesting_words(event.verb, bool(after.get("is_inner"))) % told
    known = (_of_oneself().get(event.verb) if is_own else None) or _sentences().get(event.verb)
    return (known or _("%(who)s endret noe ved samarbeidet")) % told


def _day(after: dict[str, Any]) -> str:
    day = When.parse(after["ends_on"]).day if after.get("ends_on") else None
    return day.strftime("%d.%m.%Y") if day else ""


def _nesting_words(verb: str, is_inner: bool) -> str:
    if verb == "nesting_begun":
        begun = _("%(who)s sa ja: dette er del av %(other)s"), _("%(who)s sa ja: %(other)s er del av dette")
        return begun[0 if is_inner else 1]
    if is_inner:
        return _("%(who)s avsluttet at dette er del av %(other)s")
    return _("%(who)s avsluttet at %(other)s er del av dette")


def _of_oneself() -> dict[str, str]:
    return {
        "coordinator_named": _("%(who)s koordinerer nå"),
        "coordinator_ended": _("%(who)s koordinerer ikke lenger"),
    }


def _sentences() -> dict[str, str]:
    return {
        "collaboration_made": _("%(who)s opprettet samarbeidet"),
        "collaboration_described": _("%(who)s endret hva samarbeidet er og omfatter"),
        "collaboration_changed": _("%(who)s endret navnet eller medlemmene"),
        "member_invited": _("%(who)s inviterte %(where)s"),
        "member_joined": _("%(who)s sa ja for %(where)s"),
        "member_declined": _("%(who)s takket nei for %(where)s"),
        "member_uninvited": _("%(who)s trakk tilbake invitasjonen til %(where)s"),
        "member_gave_notice": _("%(who)s sa opp for %(where)s, med siste dag %(day)s"),
        "member_withdrew_notice": _("%(who)s trakk tilbake oppsigelsen for %(where)s"),
        "member_left": _("%(where)s gikk ut (%(who)s)"),
        "import_consent_given": _("%(who)s lot koordinatoren importere for %(where)s"),
        "import_consent_withdrawn": _("%(who)s sa at koordinatoren ikke lenger kan importere for %(where)s"),
        "coordinator_named": _("%(person)s koordinerer nå (%(who)s)"),
        "coordinator_ended": _("%(person)s koordinerer ikke lenger (%(who)s)"),
        "nesting_asked": _("%(who)s spurte et annet samarbeid om det ene skal være del av det andre"),
        "nesting_taken_back": _("%(who)s trakk tilbake spørsmålet til et annet samarbeid"),
        "nesting_declined": _("%(who)s takket nei da et annet samarbeid spurte om det ene skal være del av det andre"),
        "point_changed": _("%(who)s endret et punkt i avtalen"),
        "mandate_added": _("%(who)s la inn mandatet fra %(where)s"),
        "mandate_removed": _("%(who)s tok bort mandatet fra %(where)s"),
        "mandate_returned": _("%(who)s hentet tilbake mandatet fra %(where)s"),
    }
