"""What the engine found, in sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from plandugnad.engines import needs as engine
from plandugnad.plans.words.names import in_sentence, listed
from plandugnad.processes.demands.estimates import Example, examples
from plandugnad.strategies.kinds import Lighter, Outcome
from plandugnad.strategies.needs.rows import Row
from plandugnad.strategies.terms import HalfYear

LIGHTER_MEANS: dict[str, str | Promise] = {
    Lighter.MEMO: gettext_lazy(
        "Noen sider som sier hva dere vet og vil. Kommunestyret eller et utvalg slutter seg til."
    ),
    Lighter.GUIDELINE: gettext_lazy("Hvordan administrasjonen skal behandle slike saker. Kan endres uten planprosess."),
    Lighter.MEASURE: gettext_lazy("Dere vet hva som skal gjøres, og mangler bare penger og en som har ansvaret."),
    Lighter.SECTION: gettext_lazy("Det nye skrives inn når planen dere har, likevel skal revideres."),
    Lighter.NEIGHBOUR: gettext_lazy("En nabokommune har det dere trenger, eller en som kan gjøre jobben for begge."),
}


def language() -> str:
    return get_language() or "nb"


def half_name(half: HalfYear) -> str:
    """«våren 2025»."""
    return (_("våren %(year)s") if half.half == 1 else _("høsten %(year)s")) % {"year": half.year}


def span(first: HalfYear | None, last: HalfYear | None) -> str:
    """«høsten 2024 – våren 2026», «fra våren 2025» or nothing."""
    if first and last:
        if first == last:
            return half_name(first)
        return f"{half_name(first)} – {half_name(last)}"
    if first:
        return _("fra %(half)s") % {"half": half_name(first)}
    return _("til %(half)s") % {"half": half_name(last)} if last else ""


def days_of(days: Fraction | float | int) -> str:
    """Whole days, or with one decimal where they are not whole."""
    rounded = round(float(days), 1)
    decimals = 0 if rounded == int(rounded) else 1
    return str(number_format(rounded, decimals, use_l10n=True, force_grouping=True))


def days_words(days: Fraction | float | int) -> str:
    return ngettext("%(days)s dagsverk", "%(days)s dagsverk", round(float(days))) % {"days": days_of(days)}


def example_of(plan_type: str) -> Example | None:
    return examples().get(plan_type)


def example_words(plan_type: str) -> str:
    one = example_of(plan_type)
    if one is None:
        return _("Vi har ingen eksempelverdi for denne plantypen.")
    return _("Eksempelverdi for hele planen: %(days)s dagsverk (%(low)s–%(high)s). Endre selv.") % {
        "days": days_of(one.days.typical), "low": days_of(one.days.low), "high": days_of(one.days.high),
    }  # fmt: skip


# --- the sum ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SaidPart:
    """One criterion in the sum, as it is read aloud. `points` is empty where nobody has scored it."""

    name: str
    score: int | None
    step: str
    weight: int
    points: int | None
    most: int


def parts_of(judged: engine.Judged) -> list[SaidPart]:
    by_key = {one.key: one for one in engine.criteria()}
    return [_part(by_key[part.key], part) for part in judged.parts]


def _part(criterion: engine.Criterion, part: engine.Part) -> SaidPart:
    step = "" if part.score is None else criterion.steps[part.score].said(language())
    return SaidPart(criterion.name.said(language()), part.score, step, part.weight, part.points, part.most)


def points_words(judged: engine.Judged) -> str:
    """«31 av 48 poeng», or what it may come to."""
    if not judged.is_weighed:
        return _("Ingen har gitt poeng ennå")
    if judged.is_whole:
        return _("%(points)s av %(most)s poeng") % {"points": judged.lowest, "most": judged.most}
    return _("%(low)s–%(high)s av %(most)s poeng") % {
        "low": judged.lowest, "high": judged.highest, "most": judged.most,
    }  # fmt: skip


def missing_words(judged: engine.Judged) -> str:
    names = {one.key: one.name.said(language()) for one in engine.criteria()}
    missing = [_inside(names[key]) for key in judged.missing]
    if not missing:
        return ""
    return ngettext("Ikke vurdert: %(names)s.", "Ikke vurdert: %(names)s.", len(missing)) % {"names": listed(missing)}


def _inside(name: str) -> str:
    return name[:1].lower() + name[1:]


def rule_words(judged: engine.Judged) -> str:
    """What decided, in a sentence."""
    limits = {"must": round(engine.MUST_FROM * 100), "should": round(engine.SHOULD_FROM * 100)}
    if judged.rule is engine.Rule.LAW:
        return _("Loven krever planen, og fristen går ut i perioden. Da må den gjøres nå, uansett poeng.")
    if judged.rule is engine.Rule.NOTHING:
        return _("Velg et trinn for minst ett kriterium, så regner vi.")
    if judged.rule is engine.Rule.NO_WEIGHTS:
        return _("Ingen kriterier teller, fordi alle vektene er 0. Da foreslår vi ikke noe.")
    if judged.rule is engine.Rule.MISSING:
        return _("Det som ikke er vurdert, kan avgjøre. Derfor foreslår vi ikke noe ennå.")
    if judged.rule is engine.Rule.SHARED:
        return _("Poengene sier at den bør lages i perioden, og naboene skal lage det samme nå.")
    if judged.rule is engine.Rule.UNUSED:
        return _("Under %(should)s prosent av poengene, og ingen bruker planen.") % limits
    if judged.suggested is engine.Suggested.MUST_NOW:
        return _("Minst %(must)s prosent av poengene.") % limits
    if judged.suggested is engine.Suggested.IN_TERM:
        return _("Mellom %(should)s og %(must)s prosent av poengene.") % limits
    return _("Under %(should)s prosent av poengene.") % limits


def suggestion_words(judged: engine.Judged) -> str:
    if judged.suggested is not None:
        return capfirst(str(Outcome(judged.suggested).label))
    if judged.between is not None:
        low, high = (str(Outcome(one).label) for one in judged.between)
        return _("Mellom «%(low)s» og «%(high)s»") % {"low": low, "high": high}
    return _("Ikke nok å regne med")


def flag_words(judged: engine.Judged, age: int | None) -> list[str]:
    said = []
    if engine.Flag.OLD in judged.flags and age is not None:
        words = ngettext(
            "Planen er %(years)s år. Se om den fortsatt gir riktige svar.",
            "Planen er %(years)s år. Se om den fortsatt gir riktige svar.",
            age,
        )
        said.append(words % {"years": age})
    if engine.Flag.HEAVY in judged.flags:
        said.append(_("Den tar mer enn en femdel av dagsverkene dere har i perioden. Kan den bli mindre?"))
    if engine.Flag.LIGHTER in judged.flags:
        said.append(_("Se om noe lettere enn en plan er nok."))
    return said


# --- what fits -------------------------------------------------------------------------------------------------------

_MOST_NAMED = 2  # more names than these are no help

STANDINGS: dict[engine.Standing, str | Promise] = {
    engine.Standing.FITS: gettext_lazy("Får plass"),
    engine.Standing.NO_ROOM: gettext_lazy("Får ikke plass"),
    engine.Standing.NO_DAYS: gettext_lazy("Vet ikke: dagsverk mangler"),
    engine.Standing.NO_TIME: gettext_lazy("Vet ikke: tid mangler"),
    engine.Standing.NO_CAPACITY: gettext_lazy("Vet ikke: dere har ikke sagt hvor mange dagsverk dere har da"),
    engine.Standing.OUTSIDE: gettext_lazy("Utenfor perioden"),
}


def fit_words(fit: engine.Fit, by_key: Mapping[str, Row]) -> str:
    """Why it does not fit, and what would help. Empty for all else."""
    if fit.standing is not engine.Standing.NO_ROOM:
        return ""
    said = [_short_words(fit)]
    if len(fit.if_out) > _MOST_NAMED:
        said.append(_("Den får plass hvis det over som ikke får plass, tas ut eller flyttes."))
    elif fit.if_out:
        names = listed([f"«{in_sentence(by_key[key].name)}»" for key in fit.if_out])
        said.append(_("Den får plass hvis %(names)s tas ut eller flyttes.") % {"names": names})
    return " ".join(said)


def _short_words(fit: engine.Fit) -> str:
    if not fit.short:
        return _("Dagsverkene i hele perioden er brukt opp.")
    parts = [
        _("%(days)s dagsverk for lite %(half)s") % {"days": days_of(days), "half": half_name(HalfYear.numbered(number))}
        for number, days in sorted(fit.short.items())
    ]
    return f"{capfirst(listed(parts))}."


def half_words(half: engine.Half) -> str:
    """«74 av 60 dagsverk, 14 for mye»."""
    if half.room is None:
        return _("%(load)s dagsverk. Dere har ikke sagt hvor mange dere har.") % {"load": days_of(half.load)}
    about = {"load": days_of(half.load), "room": days_of(half.room), "over": days_of(half.too_much)}
    if half.too_much:
        return _("%(load)s av %(room)s dagsverk, %(over)s for mye") % about
    return _("%(load)s av %(room)s dagsverk") % about


def finding(fitted: engine.Fitted, count: int) -> str:
    """The whole of it in one sentence: the heading of the picture."""
    if not count:
        return _("Ingen planer er med i perioden ennå")
    over = len(fitted.no_room)
    if over:
        words = ngettext(
            "%(over)s av %(count)s planer får ikke plass", "%(over)s av %(count)s planer får ikke plass", over
        )
        return words % {"over": over, "count": count}
    unknown = len(fitted.unknown)
    if unknown:
        words = ngettext(
            "Vi vet ikke om %(unknown)s av %(count)s planer får plass",
            "Vi vet ikke om %(unknown)s av %(count)s planer får plass",
            unknown,
        )
        return words % {"unknown": unknown, "count": count}
    return ngettext("Planen får plass", "Alle %(count)s planene får plass", count) % {"count": count}


def term_words(fitted: engine.Fitted) -> str:
    """The term as a whole, with what is not known."""
    if fitted.room is None:
        said = [_("%(load)s dagsverk er lagt ut i perioden.") % {"load": days_of(fitted.load)}]
    else:
        about = {"load": days_of(fitted.load), "room": days_of(fitted.room), "over": days_of(fitted.too_much)}
        whole = (
            _("I hele perioden: %(load)s av %(room)s dagsverk, %(over)s for mye.")
            if fitted.too_much
            else _("I hele perioden: %(load)s av %(room)s dagsverk.")
        )
        said = [whole % about]
    if fitted.without_time:
        said.append(_("%(days)s dagsverk av dem er ikke lagt til et halvår.") % {"days": days_of(fitted.without_time)})
    if fitted.without_days:
        words = ngettext(
            "%(count)s plan kommer i tillegg uten at noen har sagt hvor mange dagsverk den tar.",
            "%(count)s planer kommer i tillegg uten at noen har sagt hvor mange dagsverk de tar.",
            fitted.without_days,
        )
        said.append(words % {"count": fitted.without_days})
    return " ".join(said)
