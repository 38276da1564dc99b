"""Every sentence the engine says to a person: bokmål, nynorsk, English. What the law says stands with the law."""

from collections.abc import Mapping
from typing import TypeVar

LANGUAGES = ("nb", "nn", "en")
T = TypeVar("T")


def in_language(written: tuple[T, T, T], language: str) -> T:
    return written[LANGUAGES.index(language)] if language in LANGUAGES else written[0]


# Clauses that together make the one sentence that explains a date; they are joined by semicolons. The English leaves
# out what is only written in Norwegian: when the clock starts and stops.
REASONS: Mapping[str, tuple[str, str, str]] = {
    "at_least": (
        "{citation}: minst {length}, regnet fra {start} ({starts})",
        "{citation}: minst {length}, rekna frå {start} ({starts})",
        "{citation}: at least {length}, counted from {start}",
    ),
    "at_most": (
        "{citation}: senest {length} etter {start} ({starts})",
        "{citation}: seinast {length} etter {start} ({starts})",
        "{citation}: at most {length} after {start}",
    ),
    "every": (
        "{citation}: hvert {length} fra {start} ({starts})",
        "{citation}: kvart {length} frå {start} ({starts})",
        "{citation}: every {length} from {start}",
    ),
    "by": ("{citation}: innen {end}", "{citation}: innan {end}", "{citation}: by {end}"),
    "at_least_before": (
        "{citation}: minst {length} før {start}",
        "{citation}: minst {length} før {start}",
        "{citation}: at least {length} before {start}",
    ),
    "sum": (
        "{length} etter {start} er {end}",
        "{length} etter {start} er {end}",
        "{length} after {start} is {end}",
    ),
    "sum_days": (
        "startdagen regnes ikke med, og dag {number} er {end} (domstolloven § 148)",
        "startdagen blir ikkje rekna med, og dag {number} er {end} (domstolloven § 148)",
        "the first day does not count, and day {number} is {end} (domstolloven § 148)",
    ),
    "sum_month_end": (
        "måneden der fristen slutter, har ingen {number}., så siste dag er {end} (domstolloven § 148)",
        "månaden der fristen sluttar, har ingen {number}., så siste dag er {end} (domstolloven § 148)",
        "the month it ends in has no day {number}, so the last day is {end} (domstolloven § 148)",
    ),
    "sum_before": (
        "{length} før {start} er {end}",
        "{length} før {start} er {end}",
        "{length} before {start} is {end}",
    ),
    "sum_fits": (
        "slutten skal også falle på en virkedag, så siste dag som går opp, er {moved}",
        "slutten skal òg falle på ein yrkedag, så siste dag som går opp, er {moved}",
        "the end must fall on a working day too, so the last day that fits is {moved}",
    ),
    "extended": (
        "{length} til fordi {why}, så slutten er {end}",
        "{length} til fordi {why}, så slutten er {end}",
        "{length} more, so the end is {end}",
    ),
    "paused": (
        "klokka sto i {length} fra {start} ({stops}) til {until} ({resumes}), så slutten er {end}",
        "klokka stod i {length} frå {start} ({stops}) til {until} ({resumes}), så slutten er {end}",
        "the clock stood for {length} from {start} to {until}, so the end is {end}",
    ),
    "standing": (
        "klokka står siden {start} ({stops}); {length} er igjen når den går videre ({resumes})",
        "klokka står sidan {start} ({stops}); {length} er att når ho går vidare ({resumes})",
        "the clock has stood since {start}; {length} are left when it goes on",
    ),
    "target_is": (
        "{start} er {what}, så sjekk om dagen er rett",
        "{start} er {what}, så sjekk om dagen er rett",
        "{start} is {what}, so check that the day is right",
    ),
    "sum_grows": (
        "«{step}» har fått {length} mer enn lovens egen frist, så slutten er {end}",
        "«{step}» har fått {length} meir enn fristen i lova, så slutten er {end}",
        "“{step}” has been given {length} more than the law's own period, so the end is {end}",
    ),
    "sum_stands": (
        "klokka står i «{step}», så summen får først en slutt når den går videre",
        "klokka står i «{step}», så summen får først ein slutt når ho går vidare",
        "the clock stands in “{step}”, so the sum has an end only when it goes on",
    ),
    "stopped_too_late": (
        "stansen {start} kom etter at fristen var ute og flytter den ikke",
        "stansen {start} kom etter at fristen var ute og flyttar han ikkje",
        "the stop on {start} came after the deadline and does not move it",
    ),
    "moved": (
        "{end} er {what}, så slutten går til neste virkedag, {moved} (domstolloven § 149)",
        "{end} er {what}, så slutten går til neste yrkedag, {moved} (domstolloven § 149)",
        "{end} is {what}, so the end moves to the next working day, {moved} (domstolloven § 149)",
    ),
    "moved_back": (
        "{end} er {what}, så siste trygge dag er {moved}",
        "{end} er {what}, så siste trygge dag er {moved}",
        "{end} is {what}, so the last safe day is {moved}",
    ),
    "stays": (
        "{end} er {what}, men datoen flyttes ikke ({source})",
        "{end} er {what}, men datoen blir ikkje flytta ({source})",
        "{end} is {what}, but the date does not move",
    ),
    "safe": (
        "det er tryggest å være ferdig {end}",
        "det er tryggast å vere ferdig {end}",
        "it is safest to be done on {end}",
    ),
    "agreed": (
        "det er avtalt en lengre frist, til {end}",
        "det er avtalt ein lengre frist, til {end}",
        "a longer deadline was agreed, to {end}",
    ),
    "overridden": (
        "fristen er satt til {end} for hånd: {why}",
        "fristen er sett til {end} for hand: {why}",
        "the deadline was set to {end} by hand: {why}",
    ),
    "overridden_too_short": (
        "fristen er satt til {end} for hånd: {why}; det er kortere enn loven krever, så lovens dag gjelder",
        "fristen er sett til {end} for hand: {why}; det er kortare enn lova krev, så dagen i lova gjeld",
        "the deadline was set to {end} by hand: {why}; that is shorter than the law demands, so the law's day holds",
    ),
    "assumed_close": (
        "det er ikke sagt når høringen slutter, så her er det regnet med den korteste",
        "det er ikkje sagt når høyringa sluttar, så her er det rekna med den kortaste",
        "it is not said when the consultation ends, so the shortest is counted with here",
    ),
    "version_from": (
        "regelen slik den lyder fra {start}",
        "regelen slik han lyder frå {start}",
        "the rule as it reads from {start}",
    ),
    "version_until": (
        "regelen slik den lød til og med {end}",
        "regelen slik han lydde til og med {end}",
        "the rule as it read until {end}",
    ),
    "certainty_D": (
        "lengden står ikke i loven, den er det vanlige",
        "lengda står ikkje i lova, ho er det vanlege",
        "the length is not in the law, it is what is usual",
    ),
    "certainty_U": (
        "regelen er ikke kontrollert mot kilden",
        "regelen er ikkje kontrollert mot kjelda",
        "the rule has not been checked against its source",
    ),
    "after_step": (
        "{step} kommer først, {start}",
        "{step} kjem først, {start}",
        "{step} comes first, on {start}",
    ),
    "before_step": (
        "{step} er {start} og må komme etter",
        "{step} er {start} og må kome etter",
        "{step} is on {start} and must come after",
    ),
    "takes": (
        "arbeidet er regnet til {length}",
        "arbeidet er rekna til {length}",
        "the work is counted as {length}",
    ),
    "not_before_today": (
        "det kan ikke skje før i dag, {start}",
        "det kan ikkje skje før i dag, {start}",
        "it cannot happen before today, {start}",
    ),
    "meeting": (
        "første møte fra {start} er {end}",
        "første møte frå {start} er {end}",
        "the first meeting from {start} is {end}",
    ),
    "last_meeting": (
        "alle kommunestyrene har møte fra {start}, det siste {end}",
        "alle kommunestyra har møte frå {start}, det siste {end}",
        "every council meets from {start}, the last of them on {end}",
    ),
    "no_meeting": (
        "møtekalenderen har ikke noe møte fra {start}",
        "møtekalenderen har ikkje noko møte frå {start}",
        "the calendar has no meeting from {start}",
    ),
    "working_day": (
        "{end} er {what}, og neste virkedag er {moved}",
        "{end} er {what}, og neste yrkedag er {moved}",
        "{end} is {what}, and the next working day is {moved}",
    ),
    "given": ("datoen er satt", "datoen er sett", "the date is set"),
}

# What is wrong with a date somebody has set, and what is proposed. The engine never moves it.
CONFLICTS: Mapping[str, tuple[str, str, str]] = {
    "too_early": (
        "{step} er satt til {day}, men kan tidligst være {proposal}: {why}.",
        "{step} er sett til {day}, men kan tidlegast vere {proposal}: {why}.",
        "{step} is set to {day}, but can be on {proposal} at the earliest: {why}.",
    ),
    "closes_too_early": (
        "{step}: fristen er satt til {day}, men høringen kan tidligst slutte {proposal}: {why}.",
        "{step}: fristen er sett til {day}, men høyringa kan tidlegast slutte {proposal}: {why}.",
        "{step}: the deadline is set to {day}, but the consultation can end on {proposal} at the earliest: {why}.",
    ),
    "shorter_than_law": (
        "{step} er satt til å vare til {day} for hånd, men loven krever at det varer til {proposal}: {why}.",
        "{step} er sett til å vare til {day} for hand, men lova krev at det varer til {proposal}: {why}.",
        "{step} is set to last until {day} by hand, but the law demands that it lasts until {proposal}: {why}.",
    ),
    "too_late": (
        "{step} er satt til {day}, men fristen er {proposal}: {why}.",
        "{step} er sett til {day}, men fristen er {proposal}: {why}.",
        "{step} is set to {day}, but the deadline is {proposal}: {why}.",
    ),
    "out_of_order": (
        "{step} er satt til {day}, men {other} kommer først og er satt til {proposal}.",
        "{step} er sett til {day}, men {other} kjem først og er sett til {proposal}.",
        "{step} is set to {day}, but {other} comes first and is set to {proposal}.",
    ),
    "cannot_hold": (
        "{step} er satt til {day}, men «{other}» har ikke begynt. Begynner det i dag, kan det tidligst være "
        "{proposal}: {why}.",
        "{step} er sett til {day}, men «{other}» har ikkje teke til. Tek det til i dag, kan det tidlegast vere "
        "{proposal}: {why}.",
        "{step} is set to {day}, but “{other}” has not begun. If it begins today, it can be on {proposal} at the "
        "earliest: {why}.",
    ),
    "no_meeting_then": (
        "{step} er satt til {day}, men møtekalenderen har ikke noe møte da. Neste er {proposal}. Er det et annet "
        "utvalg som avgjør, si at datoen er avtalt.",
        "{step} er sett til {day}, men møtekalenderen har ikkje noko møte då. Neste er {proposal}. Er det eit anna "
        "utval som avgjer, sei at datoen er avtalt.",
        "{step} is set to {day}, but the calendar has no meeting then. The next is {proposal}. If another committee "
        "decides, say that the date is agreed.",
    ),
    "agreed_too_short": (
        "{step}: det er avtalt {day}, men lovens frist er {proposal}. En kortere frist kan ikke avtales, så lovens "
        "gjelder.",
        "{step}: det er avtalt {day}, men fristen i lova er {proposal}. Ein kortare frist kan ikkje avtalast, så den "
        "i lova gjeld.",
        "{step}: {day} was agreed, but the law's deadline is {proposal}. A shorter one cannot be agreed, so the law's "
        "holds.",
    ),
    "after_decision": (
        "{step} begynner {day}, etter {other}, som er satt til {proposal}. Vedtaket kan først komme når fristen er "
        "ute. Er dette en ny runde, sett også en dato for det nye vedtaket.",
        "{step} byrjar {day}, etter {other}, som er sett til {proposal}. Vedtaket kan først kome når fristen er "
        "ute. Er dette ein ny runde, set også ein dato for det nye vedtaket.",
        "{step} begins on {day}, after {other}, which is set to {proposal}. The decision can only come when the "
        "period is over. If this is a new round, set a date for the new decision as well.",
    ),
    "no_working_day": (
        "{step} er satt til {day}, som er {what}. Neste virkedag er {proposal}.",
        "{step} er sett til {day}, som er {what}. Neste yrkedag er {proposal}.",
        "{step} is set to {day}, which is {what}. The next working day is {proposal}.",
    ),
    "no_working_day_meeting": (
        "{step} er satt til {day}, som er {what}. Neste møte i kalenderen er {proposal}.",
        "{step} er sett til {day}, som er {what}. Neste møte i kalenderen er {proposal}.",
        "{step} is set to {day}, which is {what}. The next meeting in the calendar is {proposal}.",
    ),
    "must_come_first": (
        "{step} er satt til {day}, men {other} må være gjort først og har ingen dato.",
        "{step} er sett til {day}, men {other} må vere gjort først og har ingen dato.",
        "{step} is set to {day}, but {other} must be done first and has no date.",
    ),
}

WEEKEND = ("i helgen", "i helga", "in the weekend")

REFUSALS: Mapping[str, tuple[str, str, str]] = {
    "length_not_positive": (
        "En frist på {number} går ikke. Skriv et helt tall fra 1 og oppover.",
        "Ein frist på {number} går ikkje. Skriv eit heilt tal frå 1 og oppover.",
        "A length of {number} will not do. Write a whole number from 1 upwards.",
    ),
    "length_too_long": (
        "En frist på {number} er lengre enn {years} år. Sjekk tallet.",
        "Ein frist på {number} er lengre enn {years} år. Sjekk talet.",
        "A length of {number} is more than {years} years. Check the number.",
    ),
    "length_not_read": (
        "«{written}» er ingen lengde. Skriv for eksempel «6 weeks» (days, weeks, months eller years).",
        "«{written}» er inga lengd. Skriv til dømes «6 weeks» (days, weeks, months eller years).",
        "«{written}» is not a length. Write for example «6 weeks» (days, weeks, months or years).",
    ),
    "beyond_the_calendar": (
        "Det er ikke mulig å regne så langt fra {day}. Sjekk datoen.",
        "Det går ikkje an å rekne så langt frå {day}. Sjekk datoen.",
        "It is not possible to count so far from {day}. Check the date.",
    ),
    "not_a_date": (
        "{place}: «{written}» er ingen dato. Skriv år-måned-dag, for eksempel 2026-06-01.",
        "{place}: «{written}» er ingen dato. Skriv år-månad-dag, til dømes 2026-06-01.",
        "{place}: «{written}» is not a date. Write year-month-day, for example 2026-06-01.",
    ),
    "date_too_far": (
        "{place}: {written} er for langt unna. Datoene må ligge fra {first} til {last}.",
        "{place}: {written} er for langt unna. Datoane må liggje frå {first} til {last}.",
        "{place}: {written} is too far away. Dates must lie from {first} to {last}.",
    ),
    "missing": (
        "{place} mangler. {hint}",
        "{place} manglar. {hint}",
        "{place} is missing. {hint}",
    ),
    "not_a_list": (
        "{place} skal være en liste. {hint}",
        "{place} skal vere ei liste. {hint}",
        "{place} must be a list. {hint}",
    ),
    "not_a_mapping": (
        "{place} skal være navn og verdier. {hint}",
        "{place} skal vere namn og verdiar. {hint}",
        "{place} must be names and values. {hint}",
    ),
    "unknown_field": (
        "{place}: kjenner ikke «{name}». Det som kan stå her, er {known}.",
        "{place}: kjenner ikkje «{name}». Det som kan stå her, er {known}.",
        "{place}: «{name}» is not known. What may stand here is {known}.",
    ),
    "unknown_plan_type": (
        "plan_type: kjenner ikke «{name}». Bruk {known}.",
        "plan_type: kjenner ikkje «{name}». Bruk {known}.",
        "plan_type: «{name}» is not known. Use {known}.",
    ),
    "unknown_step": (
        "{place}: «{name}» er ikke et steg i {chain}. Stegene er {known}.",
        "{place}: «{name}» er ikkje eit steg i {chain}. Stega er {known}.",
        "{place}: «{name}» is not a step in {chain}. The steps are {known}.",
    ),
    "unknown_mark": (
        "{place}: «{name}» kan ikke skje i {step}. Det som kan, er {known}.",
        "{place}: «{name}» kan ikkje skje i {step}. Det som kan, er {known}.",
        "{place}: «{name}» cannot happen in {step}. What can is {known}.",
    ),
    "said_twice": (
        "«{name}» står to ganger, igjen på linje {line}. Ta bort den ene.",
        "«{name}» står to gonger, igjen på linje {line}. Ta bort den eine.",
        "“{name}” stands twice, again on line {line}. Take one of them away.",
    ),
    "not_a_year": (
        "year: «{written}» er ikke et år mellom {first} og {last}. Skriv for eksempel 2027.",
        "year: «{written}» er ikkje eit år mellom {first} og {last}. Skriv til dømes 2027.",
        "year: “{written}” is not a year between {first} and {last}. Write for example 2027.",
    ),
    "unknown_provision": (
        "{place}: «{name}» er ingen frist i {step}. De som kan settes for hånd, er {known}.",
        "{place}: «{name}» er ingen frist i {step}. Dei som kan setjast for hand, er {known}.",
        "{place}: «{name}» is no deadline in {step}. Those that can be set by hand are {known}.",
    ),
    "not_yes_or_no": (
        "{place}: «{written}» er verken ja eller nei. Skriv true eller false.",
        "{place}: «{written}» er verken ja eller nei. Skriv true eller false.",
        "{place}: «{written}» is neither yes nor no. Write true or false.",
    ),
    "resumed_without_stop": (
        "«{step}» går videre {day}, men er ikke stanset før det. Skriv når klokka stoppet.",
        "«{step}» går vidare {day}, men er ikkje stansa før det. Skriv når klokka stoppa.",
        "«{step}» goes on on {day}, but was not stopped before that. Write when the clock stopped.",
    ),
    "stopped_twice": (
        "«{step}» er stanset {day}, men sto alt stille. Skriv når klokka gikk videre i mellomtida.",
        "«{step}» er stansa {day}, men stod alt stille. Skriv når klokka gjekk vidare i mellomtida.",
        "«{step}» is stopped on {day}, but stood still. Write when the clock went on in between.",
    ),
    "closed_before_opened": (
        "«{step}» slutter {day}, før den begynner {start}. Bytt om datoene, eller rett den ene.",
        "«{step}» sluttar {day}, før han tek til {start}. Byt om datoane, eller rett den eine.",
        "«{step}» ends on {day}, before it begins on {start}. Swap the dates, or mend one of them.",
    ),
    "closed_twice": (
        "«{step}» er satt til å slutte {day}, men runden som begynte {start}, har alt en slutt. Skriv når den nye "
        "runden begynner, eller ta bort den ene slutten.",
        "«{step}» er sett til å slutte {day}, men runden som tok til {start}, har alt ein slutt. Skriv når den nye "
        "runden tek til, eller ta bort den eine slutten.",
        "«{step}» is set to end on {day}, but the round that began on {start} has an end already. Write when the new "
        "round begins, or take one of the ends away.",
    ),
    "too_many": (
        "{place} har {number} rader, og grensen er {limit}.",
        "{place} har {number} rader, og grensa er {limit}.",
        "{place} has {number} rows, and the limit is {limit}.",
    ),
    "not_yaml": (
        "Fila kan ikke leses som YAML{where}. Sjekk innrykk og kolon der.",
        "Fila kan ikkje lesast som YAML{where}. Sjekk innrykk og kolon der.",
        "The file cannot be read as YAML{where}. Check indentation and colons there.",
    ),
}
