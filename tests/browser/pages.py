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


WAYS = {
    "welcome": Way("", "/"),
    "sign-in": Way("", "/inn/"),
    "sign-in that went wrong": Way("", "/inn/", ("text=Logg inn med passord", "main details button")),
    "forgotten password": Way("", "/passord/glemt/"),
    "accessibility statement": Way("", "/tilgjengelighet/"),
    "mail of the demo": Way("", "/post/"),
    "closed invitation": Way("", "/invitasjon/finnes-ikke/", is_missing=True),
    "a page there is none of": Way("", "/finnes-ikke/", is_missing=True),
    "style": Way("Ingrid", "/stil/"),
    "home": Way("Ingrid", "/"),
    "home of the one who begins": Way("Siv", "/"),
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
    "room with plans": Way("Ingrid", "/kommuner/9901/arkiv/", ("text=Høringer", ".ar-folders a")),
    "sharing": Way("Ingrid", THEME, of_plan("deling")),
    "joint plan, for an owner": Way("Marit", JOINT_IN_LYNGMO, (FIRST_PLAN,)),
    "owners of a plan": Way("Ingrid", JOINT, of_plan("eiere")),
    "owners of a plan that is one's own": Way("Ingrid", THEME, of_plan("eiere")),
    "one owner's decision": Way("Marit", JOINT_IN_LYNGMO, (FIRST_PLAN, "text=Før inn vedtak og merknader")),
    "leaving a joint plan": Way("Marit", JOINT_IN_LYNGMO, (*of_plan("eiere"), "main a[href$='/ga-ut/']")),
    "ending a joint plan": Way("Ingrid", JOINT, (*of_plan("eiere"), "main a[href$='/avslutt/']")),
    "being asked to own a plan": Way("Siv", "/", ("main a[href*='/eiere/']",)),
    "map": Way("Ingrid", WITH_MAP, of_plan("kart")),
    "new plan": Way("Ingrid", "/kommuner/9901/planer/ny/"),
    "new plan, the rest": Way("Ingrid", "/kommuner/9901/planer/ny/?navn=Temaplan+for+kultur"),
    "deleted plans": Way("Ingrid", "/kommuner/9901/slettet/"),
    "taking it all along": Way("Ingrid", "/kommuner/9901/ta-med-alt/"),
    "import": Way("Ingrid", "/kommuner/9901/import/", ("text=Eller lim inn en tabell", "text=Slik leser vi")),
    "collaborations": Way("Ingrid", "/samarbeid/"),
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
    "founding a region": Way("Ingrid", "/samarbeid/nytt/", ("main details summary",)),
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
