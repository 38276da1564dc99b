"""Every kind of page, and how somebody gets there."""

from dataclasses import dataclass

FIRST_PLAN = "main tbody th a"
THEME = "/kommuner/9901/tabell/?type=theme_plan"
JOINT, JOINT_IN_LYNGMO = (f"/kommuner/{number}/tabell/?q=kystsoneplan" for number in ("9901", "9902"))
WITH_MAP = "/kommuner/9901/tabell/?type=zoning_detail"


@dataclass(frozen=True)
class Way:
    """Who goes (nobody: signed out), where she starts, and what she clicks on from there."""

    who: str
    start: str
    clicks: tuple[str, ...] = ()
    is_missing: bool = False


def of_plan(page: str) -> tuple[str, ...]:
    return FIRST_PLAN, f"main a[href$='/{page}/']"


# The plans that have a process in the demo.
LAND_USE = "/kommuner/9901/tabell/?type=land_use_part"
ZONING = "/kommuner/9901/tabell/?type=zoning_detail&status=in_process"
STRATEGY = "/kommuner/9902/tabell/?type=planning_strategy&status=in_process"


def of_process(*clicks: str) -> tuple[str, ...]:
    return FIRST_PLAN, "main a[href*='/prosesser/']", *clicks


def of_notice(page: str) -> tuple[str, ...]:
    return "main a[href$='/varsel/KPA-7/']", f"main a[href$='/{page}/']"


def of_consultation(*clicks: str) -> tuple[str, ...]:
    """By the shortcut beside the steps: the step itself is folded."""
    return of_process("a[href^='/horinger/']:visible", *clicks)


TERMS, TERM = "/kommuner/9901/planstrategi/", ".st-term a"
STATEMENTS = "main a[href$='/uttalelser/']"
OUT = "main a[href^='/horing/0']"

HEALTH = ("main a:has-text('Solfjellregionen')", "main a[href$='/helsesjekk/']")
COMMON = ("main a:has-text('Solfjellregionen')", "main a[href$='/fellesprosesser/']")
OF_REGION = (*COMMON, "main a[href$='/mottakere/']")
AGREED = ("main a:has-text('Solfjellregionen')", "main a[href$='/enige-om/']")


def of_agreed(page: str, *more: str) -> tuple[str, ...]:
    return *AGREED, f"main section a[href$='/{page}/']", *more


COMMON_LAND_USE = "main a[href$='/fellesprosesser/KPA/']"


def of_common(page: str) -> tuple[str, ...]:
    return *COMMON, COMMON_LAND_USE, f"main a[href$='/{page}/']"


WAYS = {
    "welcome": Way("", "/"),
    "sign-in": Way("", "/inn/"),
    "sign-in that went wrong": Way("", "/inn/", ("text=Logg inn med passord", "main details button")),
    "forgotten password": Way("", "/passord/glemt/"),
    "accessibility statement": Way("", "/tilgjengelighet/"),
    "mail of the demo": Way("", "/post/"),
    "consultations that are out": Way("", "/horing/"),
    "link of a statement that is no longer good": Way("", "/horing/bekreft/finnes-ikke/", is_missing=True),
    "closed invitation": Way("", "/invitasjon/finnes-ikke/", is_missing=True),
    "a page there is none of": Way("", "/finnes-ikke/", is_missing=True),
    "style": Way("Ingrid", "/stil/"),
    "who is asked about the planning strategy": Way("Ingrid", TERMS, (TERM, "main nav a[href$='/spurt/']")),
    "document of the planning strategy": Way("Ingrid", TERMS, (TERM, "main nav a[href$='/dokument/']")),
    "decision on the planning strategy": Way("Ingrid", TERMS, (TERM, "main nav a[href$='/vedtak/']")),
    "home": Way("Ingrid", "/"),
    "home of the one who begins": Way("Siv", "/"),
    "home of one elected": Way("Åse", "/"),
    "for those elected": Way("Åse", "/kommuner/9901/folkevalgt/"),
    "for those elected, in nynorsk": Way("Marit", "/kommuner/9902/folkevalgt/"),
    "for those elected, seen from the county": Way("Guri", "/kommuner/9901/folkevalgt/"),
    "for those elected, where nothing is": Way("Siv", "/kommuner/9906/folkevalgt/"),
    "training": Way("Åse", "/opplaering/"),
    "training module": Way("Åse", "/opplaering/plansaker/"),
    "check of a training module": Way("Åse", "/opplaering/plansaker/sjekk/"),
    "home of the county": Way("Guri", "/"),
    "home of the state administrator": Way("Per", "/"),
    "home of the coordinator": Way("Kåre", "/"),
    "home of a partner": Way("Lars", "/"),
    "home of the administrator": Way("Anna", "/"),
    "portfolio of 60": Way("Ingrid", "/kommuner/9901/", ("text=Vis som liste",)),
    "portfolio of 34, in nynorsk": Way("Marit", "/kommuner/9902/"),
    "portfolio of 12": Way("Kåre", "/kommuner/9903/"),
    "portfolio of none": Way("Siv", "/kommuner/9906/"),
    "portfolio of none, seen from outside": Way("Kåre", "/kommuner/9906/tabell/"),
    "municipality without plans to see": Way("Ingrid", "/kommuner/4225/"),
    "table": Way("Ingrid", "/kommuner/9901/tabell/", ("text=Søk og filtrer",)),
    "table with nothing in it": Way("Ingrid", "/kommuner/9901/tabell/?q=xyzxyz"),
    "timeline of 60": Way("Ingrid", "/kommuner/9901/tidslinje/", ("text=Søk og filtrer",)),
    "timeline of one kind": Way("Marit", "/kommuner/9902/tidslinje/?type=theme_plan"),
    "timeline of none": Way("Siv", "/kommuner/9906/tidslinje/"),
    "county side by side": Way("Guri", "/fylker/99/planer/", ("text=Velg kommuner",)),
    "county, where nothing fits": Way("Guri", "/fylker/99/planer/?sentralitet=1"),
    "Norway": Way("Guri", "/norge/?vis=over&sorter=-tall"),
    "Norway by centrality": Way("Kåre", "/norge/", ("text=Velg kommuner",)),
    "law": Way("Ingrid", "/regler/"),
    "law, searched": Way("Lars", "/regler/?q=12-11"),
    "law, where nothing fits": Way("Ingrid", "/regler/?q=xyzxyz"),
    "law calculator": Way("Ingrid", "/regler/regn-ut/"),
    "law calculator with an answer": Way("Ingrid", "/regler/regn-ut/?rule=pbl-12-11-laying-out&day=03.03.2027"),
    "law calculator, asked wrongly": Way("Ingrid", "/regler/regn-ut/?number=seks&day=01.06.2027"),
    "plan system": Way("Ingrid", "/kommuner/9901/plansystem/"),
    "plan": Way("Ingrid", THEME, (FIRST_PLAN,)),
    "plan with a map": Way("Ingrid", WITH_MAP, (FIRST_PLAN,)),
    "plan for those who only read": Way("Åse", THEME, (FIRST_PLAN,)),
    "all fields of a plan": Way("Ingrid", THEME, of_plan("endre")),
    "history": Way("Ingrid", WITH_MAP, of_plan("historikk")),
    "restoring": Way("Ingrid", WITH_MAP, (*of_plan("historikk"), "main ol li p a")),
    "relations": Way("Ingrid", THEME, of_plan("forhold")),
    "documents": Way("Ingrid", THEME, of_plan("dokumenter")),
    "a plan in the archive": Way("Ingrid", THEME, of_plan("arkiv")),
    "archive": Way("Ingrid", "/kommuner/9901/arkiv/"),
    "moving a folder": Way("Ingrid", "/kommuner/9901/arkiv/", ("text=Høringer", ".ar-folders a", "text=Flytt mappen")),
    "room with plans": Way("Ingrid", "/kommuner/9901/arkiv/", ("text=Høringer", ".ar-folders a")),
    "sharing": Way("Ingrid", THEME, of_plan("deling")),
    "joint plan, for an owner": Way("Marit", JOINT_IN_LYNGMO, (FIRST_PLAN,)),
    "owners of a plan": Way("Ingrid", JOINT, of_plan("eiere")),
    "owners of a plan that is one's own": Way("Ingrid", THEME, of_plan("eiere")),
    "one owner's decision": Way("Marit", JOINT_IN_LYNGMO, (FIRST_PLAN, "text=Før inn vedtak og merknader")),
    "leaving a joint plan": Way("Marit", JOINT_IN_LYNGMO, (*of_plan("eiere"), "main a[href$='/ga-ut/']")),
    "ending a joint plan": Way("Ingrid", JOINT, (*of_plan("eiere"), "main a[href$='/avslutt/']")),
    "being asked to own a plan": Way("Siv", "/", ("main a[href*='/eiere/']",)),
    "process with a date that does not hold": Way("Ingrid", LAND_USE, of_process()),
    "process whose clock has stood": Way("Ingrid", ZONING, of_process()),
    "process of a strategy, in nynorsk": Way("Marit", STRATEGY, of_process()),
    "plan with a process": Way("Ingrid", LAND_USE, (FIRST_PLAN,)),
    "fitting a process": Way("Ingrid", LAND_USE, of_process("main a[href$='/tilpass/']")),
    "own step": Way("Ingrid", LAND_USE, of_process("main a[href$='/tilpass/']", "main a[href$='/eget-steg/']")),
    "about a step": Way("Ingrid", LAND_USE, of_process("main .pr-steps[data-open] a[href*='/steg/']")),
    "deadline by hand": Way(
        "Ingrid", ZONING, of_process("[data-open] details[data-state] summary", "[data-open] a[href*='/frist/']")
    ),
    "what the region has changed": Way("Ingrid", LAND_USE, of_process("main a[href$='/fellesprosessen/']")),
    "proposed dates": Way("Ingrid", LAND_USE, of_process("main a[href$='/foreslatte-datoer/']")),
    "process on one sheet": Way("Ingrid", LAND_USE, of_process("main a[href$='/status/']")),
    "what the law demands in a year": Way("Ingrid", "/kommuner/9901/lovkrav/"),
    "what the law demands in a year, in nynorsk": Way("Marit", "/kommuner/9902/lovkrav/"),
    "handover": Way("Ingrid", LAND_USE, of_process("main a[href$='/overlevering/']")),
    "handover, in nynorsk": Way("Marit", STRATEGY, of_process("main a[href$='/overlevering/']")),
    "history of a process": Way("Ingrid", LAND_USE, of_process("main a[href$='/historikk/']")),
    "documents of a step": Way("Ingrid", LAND_USE, of_process("main .pr-steps[data-open] a[href*='/dokumenter/']")),
    "making a consultation": Way(
        "Ingrid", LAND_USE, of_process("text=Kan bli aktuelt", "main a[href$='/horing/KPA-11/']")
    ),
    "consultation": Way("Ingrid", LAND_USE, of_consultation()),
    "what a consultation puts out": Way("Ingrid", LAND_USE, of_consultation("main a[href$='/oppsett/']")),
    "documents of a consultation": Way("Ingrid", LAND_USE, of_consultation("main a[href$='/dokumenter/']")),
    "consultation as it will be": Way("Ingrid", LAND_USE, of_consultation("main a[href$='/forhandsvisning/']")),
    "statements of a consultation": Way("Ingrid", LAND_USE, of_consultation(STATEMENTS)),
    "statement in a consultation": Way(
        "Ingrid", LAND_USE, of_consultation(STATEMENTS, "main tbody a[href^='/uttalelser/']")
    ),
    "e-mail into a consultation": Way("Ingrid", LAND_USE, of_consultation(STATEMENTS, "main a[href$='/e-post/']")),
    "paper into a consultation": Way("Ingrid", LAND_USE, of_consultation(STATEMENTS, "main a[href$='/skriv-inn/']")),
    "tags of a consultation": Way("Ingrid", LAND_USE, of_consultation("main a[href$='/merkelapper/']")),
    "points alike in a consultation": Way("Ingrid", LAND_USE, of_consultation("main a[href$='/like/']")),
    "group in a consultation": Way(
        "Ingrid",
        LAND_USE,
        of_consultation("main a[href$='/like/']", "main a[href$='?vis=bestemt']", "main a[href*='/like/0']"),
    ),
    "objections in a consultation": Way("Ingrid", LAND_USE, of_consultation("main a[href$='/innsigelser/']")),
    "statement table of a consultation": Way("Ingrid", LAND_USE, of_consultation("main a[href$='/tabell/']")),
    "consultation, for everybody": Way("", "/horing/", (OUT,)),
    "answering a consultation": Way("", "/horing/", (OUT, "main a[href$='/uttal-deg/']")),
    "announcement of a step": Way("Ingrid", LAND_USE, of_process("main a[href$='/varsel/KPA-7/']")),
    "content of an initiative": Way(
        "Ingrid", ZONING, of_process("main details.pr-behind > summary", "main a[href$='/varsel/REG-1/']")
    ),
    "facts of an announcement": Way("Ingrid", LAND_USE, of_process(*of_notice("opplysninger"))),
    "recipients of an announcement": Way("Ingrid", LAND_USE, of_process(*of_notice("mottakere"))),
    "text of an announcement": Way("Ingrid", LAND_USE, of_process(*of_notice("tekst/newspaper"))),
    "noting an announcement": Way("Ingrid", LAND_USE, of_process(*of_notice("noter"))),
    "dates of a step": Way("Ingrid", LAND_USE, of_process("main a[href*='/datoer/']")),
    "map": Way("Ingrid", WITH_MAP, of_plan("kart")),
    "new plan": Way("Ingrid", "/kommuner/9901/planer/ny/"),
    "new plan, the rest": Way("Ingrid", "/kommuner/9901/planer/ny/?navn=Temaplan+for+kultur"),
    "deleted plans": Way("Ingrid", "/kommuner/9901/slettet/"),
    "taking it all along": Way("Ingrid", "/kommuner/9901/ta-med-alt/"),
    "import": Way("Ingrid", "/kommuner/9901/import/", ("text=Eller lim inn en tabell", "text=Slik leser vi")),
    "collaborations": Way("Ingrid", "/samarbeid/"),
    "common processes": Way("Ingrid", "/samarbeid/", COMMON),
    "health checks": Way("Ingrid", "/samarbeid/", (*HEALTH, "text=Vis tallene som tabell")),
    "health checks, for those who lead": Way("Kåre", "/samarbeid/", HEALTH),
    "result of a health check": Way("Marit", "/samarbeid/", (*HEALTH, "main .he-result > div > p a")),
    "answering a health check": Way(
        "Ingrid", "/samarbeid/", (*HEALTH, "main a[href$='/svar/']", "main .he-comment summary")
    ),
    "deadline of a health check": Way("Kåre", "/samarbeid/", (*HEALTH, "main a[href$='/frist/']")),
    "closing a health check": Way("Kåre", "/samarbeid/", (*HEALTH, "main a[href$='/lukk/']")),
    "cancelling a health check": Way("Kåre", "/samarbeid/", (*HEALTH, "main a[href$='/avbryt/']")),
    "common process, for those who read": Way("Ingrid", "/samarbeid/", (*COMMON, COMMON_LAND_USE)),
    "common process": Way("Kåre", "/samarbeid/", (*COMMON, COMMON_LAND_USE)),
    "what a region has agreed on": Way("Kåre", "/samarbeid/", (*AGREED, "main summary")),
    "goals of a region": Way("Ingrid", "/samarbeid/", of_agreed("mal")),
    "goal of a region": Way("Marit", "/samarbeid/", of_agreed("mal", "main li a[href*='/mal/0']")),
    "rules of a region": Way("Ingrid", "/samarbeid/", of_agreed("spilleregler")),
    "rule not kept": Way("Marit", "/samarbeid/", of_agreed("spilleregler", "main li a[href$='/noter/']")),
    "notes about rules": Way("Kåre", "/samarbeid/", of_agreed("spilleregler", "main a[href$='/notater/']")),
    "note about a rule": Way(
        "Ingrid", "/samarbeid/", of_agreed("spilleregler", "main a[href$='/notater/']", "main li a[href*='/notater/0']")
    ),
    "actor map of a region": Way("Ingrid", "/samarbeid/", of_agreed("aktorer")),
    "agreed steps of a region": Way("Ingrid", "/samarbeid/", of_agreed("felles-steg")),
    "meeting arenas of a region": Way("Marit", "/samarbeid/", of_agreed("motearenaer")),
    "meetings of an arena": Way("Ingrid", "/samarbeid/", of_agreed("motearenaer", "main li a[href*='/motearenaer/0']")),
    "meetings of a region in a year": Way("Marit", "/samarbeid/", of_agreed("motearenaer", "main a[href$='/aret/']")),
    "recipients of a region": Way("Kåre", "/samarbeid/", OF_REGION),
    "new recipient of a region": Way("Kåre", "/samarbeid/", (*OF_REGION, "main a[href$='/mottakere/ny/']")),
    "body left out in a region": Way("Kåre", "/samarbeid/", (*OF_REGION, "main a[href$='/mottakere/utelat/']")),
    "about a common process": Way("Kåre", "/samarbeid/", of_common("beskriv")),
    "new common step": Way("Kåre", "/samarbeid/", of_common("nytt-steg")),
    "common step": Way("Kåre", "/samarbeid/", (*COMMON, COMMON_LAND_USE, "main a[href*='/steg/felles-']")),
    "template of a common step": Way("Kåre", "/samarbeid/", of_common("mal")),
    "no collaboration": Way("Anna", "/samarbeid/"),
    "region": Way("Kåre", "/samarbeid/", (FIRST_PLAN,)),
    "region, for one who only sees": Way("Nina", "/samarbeid/", (FIRST_PLAN,)),
    "region side by side": Way("Kåre", "/samarbeid/", (FIRST_PLAN, "main a[href$='/side-om-side/']")),
    "members of a region": Way("Marit", "/samarbeid/", (FIRST_PLAN, "main a[href$='/medlemmer/']")),
    "leaving a region": Way("Marit", "/samarbeid/", (FIRST_PLAN, "main a[href$='/medlemmer/']", "main tbody td a")),
    "what a region is": Way("Kåre", "/samarbeid/", (FIRST_PLAN, "main a[href$='/beskriv/']")),
    "inviting to a region": Way(
        "Kåre", "/samarbeid/", (FIRST_PLAN, "main a[href$='/medlemmer/']", "main a[href$='/inviter/']")
    ),
    "coordinators of a region": Way(
        "Kåre", "/samarbeid/", (FIRST_PLAN, "main a[href$='/medlemmer/']", "main a[href$='/koordinatorer/']")
    ),
    "agreement of a region": Way("Kåre", "/samarbeid/", (FIRST_PLAN, "main a[href$='/avtale/']", "main li summary")),
    "mandates of a region": Way("Ingrid", "/samarbeid/", (FIRST_PLAN, "main a[href$='/mandat/']")),
    "founding a region": Way("Ingrid", "/samarbeid/nytt/"),
    "register": Way("Ingrid", "/kommuner/"),
    "search in the register": Way("Ingrid", "/kommuner/?q=agder"),
    "organisation": Way("Guri", "/", ("main .pd-actions a",)),
    "people": Way("Ingrid", "/", ("text=Folk",)),
    "people, for the one who invites": Way("Tore", "/", ("text=Folk",)),
    "ending a role": Way("Tore", "/", ("text=Folk", "main tbody td a")),
    "administration": Way("Anna", "/administrasjon/?sted=Fjordvik"),
    "account": Way("Anna", "/administrasjon/", ("main table a[href*='/kontoer/']",)),
    "boundaries on the maps": Way("Anna", "/administrasjon/grenser/"),
    "administrators": Way("Anna", "/administrasjon/folk/"),
    "new collaboration": Way("Anna", "/administrasjon/samarbeid/nytt/", ("main details summary",)),
    "profile": Way("Ingrid", "/meg/"),
    "how one signs in": Way("Ingrid", "/meg/innlogging/"),
    "how one signs in, in nynorsk": Way("Marit", "/meg/innlogging/"),
    "confirming who one is": Way("Ingrid", "/meg/innlogging/bekreft/"),
    "new passkey": Way("Ingrid", "/meg/innlogging/passnokler/ny/"),
    "codes from an app": Way("Ingrid", "/meg/innlogging/app/ny/"),
    "second step": Way("Anna", "/meg/innlogging/andre-steg/"),
    "password": Way("Ingrid", "/passord/nytt/"),
    "activity": Way("Kåre", "/aktivitet/"),
    "activity where nothing has happened": Way("Siv", "/aktivitet/"),
    "what to be told by mail": Way("Ingrid", "/meg/varsler/"),
    "tokens": Way("Ingrid", "/meg/api/"),
    "what the API is": Way("", "/api/", ("main summary",)),
    "open data": Way("", "/apne-data/"),
    "opening the overview": Way("Ingrid", "/kommuner/9901/apne-data/"),
    "search": Way("Ingrid", "/sok/?q=plan"),
    "search that finds nothing": Way("Ingrid", "/sok/?q=xyzxyz"),
}
