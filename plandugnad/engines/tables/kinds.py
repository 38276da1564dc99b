"""What kind of plan it is, by its type column, name, legal basis or section: the first that decides."""

import re
from collections.abc import Callable
from functools import lru_cache

from plandugnad.engines.tables.land import is_about_land

_SUB_PLAN = re.compile(r"kommunedelplan|kommunedelsplan|\bkdp\b|\bdelplan")

_NAMES: tuple[tuple[str, str | None], ...] = (
    (r"planprogram|planbeskrivelse|planomtale|planskildring|bestemmelser|føres[ei]gn|reglement", "other"),
    (r"planstrategi", "planning_strategy"),
    (r"samfunnsdel|samfunnsplan\b", "community_part"),
    (_SUB_PLAN.pattern, None),  # decided by its words for land
    (r"arealdel", "land_use_part"),
    (r"områderegulering|områdeplan|\bområdereg\b", "zoning_area"),
    (r"detaljregulering|detaljplan|\bdetaljreg\b|\breg\.? ?(?:plan|endring)"
    r"|reguleringsplan|reguleringsendring|bebyggelsesplan|busetnadsplan"
    r"|utbyggingsplan", "zoning_detail"),
    (r"økonomiplan|årsbudsjett|økonomi-? ?(?:og|&) ?handlings(?:plan|program|del)"
    r"|handlings(?:plan|program|del)\w*-? ?(?:og|&|med) økonomi|\bhøp\b", "economy_plan"),
    (r"handlingsdel", "action_part"),
    (r"\bbudsjett(?:et)?\b", "economy_plan"),
    (r"virksomhetsplan|verksemdsplan", "service_plan"),
    (r"årsrapport|årsberetning|årsmelding", "annual_report"),
    (r"kunnskapsgrunnlag|folkehelse-?overs(?:ikt|yn)|overs(?:ikt|yn)\w*\b.*(?:folkehels|helsetilstand)"
     r"|folkehels\w*\b.*overs(?:ikt|yn)|\bros\b|ros-?analyse|risiko-? ?og ?sårbar|behovsplan|behovsanalyse"
     r"|retningslin(?:j|e)|\bintern\w* fagplan|driftsanalyse|investeringsplan", "knowledge_base"),
    (r"\bregional\w*plan|\bregional\w*\b.*plan|\bfylkes(?:del)?plan", "regional_plan"),
)  # fmt: skip
_NAME_PATTERNS = [(re.compile(pattern), kind) for pattern, kind in _NAMES]
_ANY_PLAN = re.compile(r"plan|plána|strategi|melding|program")

_BY_NAME, _SUB_PLAN_KIND, _CHANGE = "by name", "sub-plan", "change of a municipal plan"
_CODES = {
    "kp": _BY_NAME, "kpl": _BY_NAME, "kps": "community_part", "kpa": "land_use_part", "kd": _SUB_PLAN_KIND,
    "kdp": _SUB_PLAN_KIND,
    "tp": "theme_plan", "t": "theme_plan", "f": "theme_plan", "fp": "theme_plan", "r": "regional_plan", "rp": "zoning",
    "reg": "zoning", "reg.plan": "zoning", "regplan": "zoning", "dr": "zoning_detail", "or": "zoning_area",
    "ps": "planning_strategy",
    "øp": "economy_plan", "vp": "service_plan", "hp": "theme_plan", "s": "theme_plan", "ros": "knowledge_base",
    "sp": "theme_plan",
    # Plan types as registers of plans write them, SOSI's list of numbers.
    "10": "regional_plan", "11": "regional_plan", "12": "regional_plan", "20": "land_use_part", "21": _SUB_PLAN_KIND,
    "22": _CHANGE, "30": "zoning_detail", "31": "zoning_detail", "32": "zoning_detail", "33": "zoning_detail",
    "34": "zoning_area", "35": "zoning_detail",
}  # fmt: skip
# Words of a type column, tried in this order; the type is said in a few words, so parts of words are enough.
_TYPE_WORDS: tuple[tuple[str, str], ...] = (
    (r"planstrategi", "planning_strategy"),
    (r"samfunnsdel", "community_part"),
    (r"arealdel", "land_use_part"),
    (r"^kommunedelplan for areal$", "partial_plan_area"),
    (r"^kommunedelplan for tema$", "partial_plan_theme"),
    (r"^ann(?:et|a) dokument$", "other"),
    (r"(?:kommunedel|delplan|\bkdp?\b).*\b(?:areal\w*|a)\b|\bareal\w* (?:kommunedel|delplan|kdp)", "partial_plan_area"),
    (r"(?:kommunedel|delplan|\bkdp?\b).*\b(?:tema\w*|t)\b|\btema\w* (?:kommunedel|delplan|kdp)", "partial_plan_theme"),
    (r"kommunedel|delplan", _SUB_PLAN_KIND),
    (r"planprogram|bestemmelse|føres[ei]gn|reglement|planbeskriv|planskildr|planomtale", "other"),
    (r"områderegulering|områdeplan|områdereg\b", "zoning_area"),
    (r"detaljregulering|detaljplan|detaljreg\b|reguleringsendring|\breg\.? ?endr|bebyggelsesplan", "zoning_detail"),
    (r"reguleringsplan|^regulering|reg\.? ?plan", "zoning"),
    (r"økonomiplan|årsbudsjett|^budsjett|^økonomi", "economy_plan"),
    (r"handlingsdel", "action_part"),
    (r"virksomhetsplan|verksemdsplan", "service_plan"),
    (r"årsrapport|årsmelding|årsberetning|^rapport", "annual_report"),
    (r"kunnskapsgrunnlag|\bros\b|ros-?analyse|behovsplan|retningslin|\bintern\w* fagplan|oversikt|oversyn|analyse"
    r"|utredning|utgreiing", "knowledge_base"),
    (r"regional|fylkesplan|fylkeskommunal", "regional_plan"),
    (r"tema|fagplan|sektorplan|sektor|handlingsplan|handlingsprogram|strategi|melding|hovedplan|hovudplan"
    r"|tiltaksplan|beredskap|serviceplan"
     r"|faglig plan|fagleg plan|plan for tjeneste", "theme_plan"),
    (r"kommuneplan|overordn|arealplan|^plan$|kommuneovergripende|interkommunal", _BY_NAME),
)  # fmt: skip
_TYPE_PATTERNS = [(re.compile(pattern), kind) for pattern, kind in _TYPE_WORDS]

_LEGAL = (
    (re.compile(r"§+ ?10 ?[-–] ?1\b"), "planning_strategy"),
    (re.compile(r"§+ ?12 ?[-–] ?2\b"), "zoning_area"),
    (re.compile(r"§+ ?12 ?[-–] ?3\b"), "zoning_detail"),
)
# Sections that name one kind in the plural; two kinds in one heading decide nothing.
_SECTIONS: tuple[tuple[str, str], ...] = (
    (r"kommunedelplan", _SUB_PLAN_KIND),
    (r"områderegulering|områdeplan", "zoning_area"),
    (r"regulerings?plan|detaljregulering|detaljplan|reguleringar\b|reguleringer\b|bebyggelsesplan", "zoning"),
    (r"temaplan|fagplan|sektorplan|handlingsplan|hovedplan|hovudplan|strategier|strategiar|temamelding|meldinger"
    r"|meldingar|tematiske plan", "theme_plan"),
    (r"regionale? plan", "regional_plan"),
    (r"virksomhetsplan|verksemdsplan", "service_plan"),
    (r"kunnskapsgrunnlag|behovsplan|retningslin(?:j|e)", "knowledge_base"),
    (r"årsrapport|årsmelding", "annual_report"),
    (r"økonomiplan", "economy_plan"),
)  # fmt: skip
_SECTION_PATTERNS = [(re.compile(pattern), kind) for pattern, kind in _SECTIONS]


def plan_kind(name: str, type_text: str = "", legal_basis: str = "", section: str = "") -> str | None:
    """One of the plan types of the portfolio, or None when nothing decides."""
    deciders: tuple[Callable[[], str | None], ...] = (
        lambda: _settled(kind_of_type(type_text), name),
        lambda: kind_by_name(name),
        lambda: next((kind for pattern, kind in _LEGAL if pattern.search(legal_basis)), None),
        lambda: _settled(_kind_of_section(section), name),
    )
    for decide in deciders:
        if kind := decide():
            return kind
    return "theme_plan" if _ANY_PLAN.search(name.casefold()) else None


@lru_cache(maxsize=5_000)
def kind_of_type(text: str) -> str | None:
    """What a type column says; None when it is no word or code for a type of plan."""
    low = " ".join(text.casefold().replace("(", " ").replace(")", " ").split()).strip(" .:")
    if not low or len(low) > 60:
        return None
    if low in _CODES:
        return _CODES[low]
    for pattern, kind in _TYPE_PATTERNS:
        if pattern.search(low):
            return kind
    first = re.split(r"[\s/,;:–-]", low)[0].strip(".")
    return _CODES.get(first) if len(first) >= 2 else None


@lru_cache(maxsize=20_000)
def kind_by_name(name: str) -> str | None:
    low = name.casefold()
    for pattern, kind in _NAME_PATTERNS:
        if pattern.search(low):
            return kind or _sub_plan(name)
    return None


def has_plan_word(text: str) -> bool:
    return bool(_ANY_PLAN.search(text.casefold())) or kind_by_name(text) is not None


def _settled(kind: str | None, name: str) -> str | None:
    if kind == _BY_NAME:
        return kind_by_name(name)
    if kind == _SUB_PLAN_KIND:
        return _sub_plan(name)
    if kind == _CHANGE:
        return _sub_plan(name) if _SUB_PLAN.search(name.casefold()) else "land_use_part"
    if kind == "zoning":
        # «Reguleringsplan» without more is a detailed one; the name may say that it covers an area.
        return "zoning_area" if kind_by_name(name) == "zoning_area" else "zoning_detail"
    return kind


def _sub_plan(name: str) -> str:
    return "partial_plan_area" if is_about_land(name) else "partial_plan_theme"


@lru_cache(maxsize=2_000)
def _kind_of_section(section: str) -> str | None:
    low = section.casefold()
    found = {kind for pattern, kind in _SECTION_PATTERNS if pattern.search(low)}
    if len(found) == 1:
        return found.pop()
    return "zoning" if found == {"zoning", "zoning_area"} else None
