"""Forms of an announcement: its facts, whom it goes to, its text, and the proof."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.engines.statute.texts import said_day
from plandugnad.meetings.forms import Line, PlainText
from plandugnad.processes.forms import ProcessDay
from plandugnad.processes.notice.actions import Chosen
from plandugnad.processes.notice.addressees import Group
from plandugnad.processes.notice.demanded import demanded
from plandugnad.processes.notice.models import LONGEST_LINE, LONGEST_TEXT, Channel, Recipient
from plandugnad.processes.notice.proposal import Proposal
from plandugnad.processes.notice.twice import read_once, several_words, wide
from plandugnad.processes.words import law_language

MOST_LINES = 1_000
DEMANDED = {item.fact for what in demanded().values() for form in what.forms for item in form.items.values()} - {""}
OWN = "own-"


class Seen(forms.Form):
    """Remembers which version the person had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def stands_now(self, version: int, by_name: str) -> None:
        """After somebody else's change: what was typed stays, and the next 'Lagre' decides."""
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = str(version)
        self.add_error(
            None,
            _(
                "%(who)s har endret kunngjøringen mens du skrev. Det du skrev, står her ennå. "
                "Lagre igjen hvis ditt skal gjelde."
            )
            % {"who": by_name or _("Noen andre")},
        )


class FactsForm(Seen):
    about = PlainText(
        label=gettext_lazy("Hva planen går ut på"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text=gettext_lazy("To–tre setninger som naboen forstår: hvor, hva, og hva som endres."),
    )
    documents_at = Line(
        label=gettext_lazy("Hvor dokumentene ligger"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("Nettadressen, og stedet for dem som vil lese på papir."),
    )
    initiative_at = Line(
        label=gettext_lazy("Planinitiativet"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("«Vedlagt», eller hvor det finnes."),
    )
    minutes_at = Line(
        label=gettext_lazy("Referatet fra oppstartsmøtet"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("«Vedlagt», eller hvor det finnes."),
    )
    area = Line(
        label=gettext_lazy("Planområdet"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy(
            "Hvor grensen går, eller kartet som viser den, for eksempel «se kartet som er vedlagt»."
        ),
    )
    assessment = PlainText(
        label=gettext_lazy("Kommunens syn på konsekvensutredning"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=gettext_lazy("Om planen trenger konsekvensutredning, og hvorfor."),
    )
    deadline_on = ProcessDay(label=gettext_lazy("Frist for uttalelse"), required=False)
    answer_to = Line(
        label=gettext_lazy("Hvordan man svarer"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("E-post, postadresse og saksnummer."),
    )
    contact = Line(
        label=gettext_lazy("Hvem man kan spørre"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("Navn, telefon og e-post."),
    )
    sender = Line(
        label=gettext_lazy("Hvem som varsler"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy(
            "Tomt: kommunen, eller alle som eier en fellesplan. Oppstart av en privat plan varsles av "
            "forslagsstilleren."
        ),
    )

    reference = Line(
        label=gettext_lazy("Vår referanse"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Saksnummeret. Står i brevet, ikke i kunngjøringen."),
    )

    def __init__(
        self, *args: Any, has_deadline: bool, is_appeal: bool, first_possible: date, facts: Collection[str],
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.first_possible = first_possible
        for name in DEMANDED - set(facts):
            del self.fields[name]
        if not has_deadline:
            del self.fields["deadline_on"], self.fields["answer_to"]
        elif is_appeal:
            self.fields["deadline_on"].label = _("Klagefrist")
            self.fields["answer_to"].label = _("Hvordan man klager")

    def clean_deadline_on(self) -> date | None:
        day: date | None = self.cleaned_data["deadline_on"]
        if day and day < self.first_possible:
            raise ValidationError(
                _(
                    "Fristen kan ikke være før %(first)s: da kan ingen rekke å svare. Skriv en senere dag. Er det "
                    "kunngjort før, så noter det først."
                )
                % {"first": said_day(self.first_possible, law_language())}
            )
        return day

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class TextForm(Seen):
    text = PlainText(
        label=gettext_lazy("Teksten"),
        widget=forms.Textarea(attrs={"rows": 18}),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Første linje er overskriften. Tom linje mellom avsnittene."),
    )

    def __init__(self, language: str, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].widget.attrs["lang"] = language  # whatever language the page is in


class People(PlainText):
    """One on each line: name; address."""

    def clean(self, value: Any) -> list[tuple[str, str]]:
        lines = [line.strip() for line in super().clean(value).split("\n")]
        if len(lines) > MOST_LINES:
            raise ValidationError(
                _("Her er %(count)s linjer. Det er plass til %(most)s.") % {"count": len(lines), "most": MOST_LINES}
            )
        return [self._person(number, line) for number, line in enumerate(lines, start=1) if line]

    def _person(self, number: int, line: str) -> tuple[str, str]:
        name, _sign, address = (part.strip() for part in line.replace("\t", ";").partition(";"))
        if not name:
            raise ValidationError(_("Linje %(number)s mangler navn foran semikolonet.") % {"number": number})
        if len(name) > 200 or len(address) > LONGEST_LINE:
            raise ValidationError(
                _("Linje %(number)s er for lang. Skriv én mottaker på hver linje: navn; adresse.") % {"number": number}
            )
        return name, address


class RecipientsForm(Seen):
    several = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100_000)
    always = forms.MultipleChoiceField(
        label=gettext_lazy("Pleier å få varsel i slike saker"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sometimes = forms.MultipleChoiceField(
        label=gettext_lazy("Når planen berører dem"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, proposals: Sequence[Proposal], groups: Sequence[Group], kept: Sequence[Recipient], *args: Any,
        is_first: bool, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.proposals, self.groups = proposals, groups
        # Somebody who was chosen before and is no longer proposed is still shown, or saving would lose them.
        known = {one.key for one in proposals}
        self.gone = [one for one in kept if not one.is_own and one.key not in known]
        ticked = {one.key for one in proposals if one.is_always} if is_first else {one.key for one in kept}
        fields: Any = self.fields
        for name, is_always in (("always", True), ("sometimes", False)):
            choices = [(one.key, f"{one.label}: {one.why}") for one in proposals if one.is_always is is_always]
            if not is_always:
                choices += [(one.key, one.name) for one in self.gone]
            fields[name].choices = choices
            fields[name].initial = [key for key, _label in choices if key in ticked]
            if not choices:
                del self.fields[name]
        stands = [Chosen(one.key, one.name, one.address) for one in kept]
        self.fields["several"].initial = "|".join(one.name for one in read_once(stands).several)
        self.fields["addresses"] = People(
            label=_("Adresser til dem over"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            max_length=200_000,
            help_text=_(
                "Én på hver linje: navn; adresse eller e-post. Navnet skrives som over. Den som står uten adresse, "
                "merkes med «mangler adresse»."
            ),
            initial="\n".join(self._addresses(kept)),
        )
        for group in groups:
            people = [one for one in kept if one.is_own and one.key == group.key]
            self.fields[f"{OWN}{group.key}"] = People(
                label=group.label,
                required=False,
                widget=forms.Textarea(attrs={"rows": min(max(len(people) + 1, 3), 20)}),
                max_length=200_000,
                help_text=_("%(why)s Én på hver linje: navn; adresse eller e-post.") % {"why": group.why},
                initial="\n".join(f"{one.name}; {one.address}" if one.address else one.name for one in people),
            )

    def _addresses(self, kept: Sequence[Recipient]) -> Iterator[str]:
        """What was written before, and whom there is nothing of."""
        known = {one.key: one for one in self.proposals}
        for one in kept:
            proposal = known.get(one.key)
            if one.is_own or (proposal and one.address == proposal.address and proposal.is_reached):
                continue
            yield f"{one.name}; {one.address}"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "addresses" in given:
            names = {wide(name) for one in self._ticked() for name in _names(one)}
            if unknown := [name for name, address in given["addresses"] if address and wide(name) not in names]:
                self.add_error(
                    "addresses",
                    _("%(names)s er ikke krysset av over. Kryss av, eller rett navnet.")
                    % {"names": ", ".join(unknown)},
                )
        if not self.errors:
            self._ask_of_same_name()
        return given

    def _ask_of_same_name(self) -> None:
        """Once: who saves again has answered, and so has who saved the list before."""
        several = read_once(self._all()).several
        data: Any = self.data
        answered = set(str(data.get("several", "")).split("|"))
        if asked := [one for one in several if one.name not in answered]:
            self.data = data = data.copy()
            data["several"] = "|".join(one.name for one in several)
            self.add_error(None, several_words(asked))

    def _ticked(self) -> list[Proposal | Recipient]:
        ticked = {*self.cleaned_data.get("always", ()), *self.cleaned_data.get("sometimes", ())}
        known: list[Proposal | Recipient] = [*self.proposals, *self.gone]
        return [one for one in known if one.key in ticked]

    def chosen(self) -> list[Chosen]:
        """Each once."""
        return read_once(self._all()).chosen

    def twice(self) -> list[str]:
        return read_once(self._all()).twice

    def _all(self) -> list[Chosen]:
        given = self.cleaned_data
        written = {wide(name): address for name, address in given["addresses"]}
        found = [Chosen(one.key, one.name, _address(one, written), is_private=one.is_private) for one in self._ticked()]
        for group in self.groups:
            people = given[f"{OWN}{group.key}"]
            found += [
                Chosen(group.key, name, address, is_own=True, is_private=group.is_private) for name, address in people
            ]
        return found


def _names(one: Proposal | Recipient) -> tuple[str, ...]:
    return (one.name, one.label) if isinstance(one, Proposal) else (one.name,)


def _address(one: Proposal | Recipient, written: Mapping[str, str]) -> str:
    """As it is written on the page; else as the list it comes from has it. What was taken out of the page is gone."""
    found = [written[wide(name)] for name in _names(one) if wide(name) in written]
    return found[0] if found else one.address if isinstance(one, Proposal) else ""


class ProofForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=gettext_lazy("Hvor ble det kunngjort"), widget=forms.RadioSelect)
    announced_on = ProcessDay(label=gettext_lazy("Dato"))
    place = Line(
        label=gettext_lazy("Avis, nettadresse eller hvordan brevene ble sendt"),
        max_length=LONGEST_LINE,
        help_text=gettext_lazy(
            "For eksempel «Fjordavisa, side 7», adressen til nettsiden, eller «SvarUt, 42 mottakere»."
        ),
    )
    receipt = PlainText(
        label=gettext_lazy("Kvittering"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ordrenummer, journalpost eller det du fikk til svar."),
    )
    file = forms.ChoiceField(
        label=gettext_lazy("Bevis i arkivet"),
        required=False,
        help_text=gettext_lazy(
            "Skann av annonsen, skjermbilde eller sendeliste. Legg den i arkivet først, så står den her."
        ),
    )

    def __init__(self, today: date, files: Sequence[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        fields: Any = self.fields
        fields["channel"].choices = [(value, capfirst(label)) for value, label in Channel.choices]
        fields["file"].choices = [("", _("Ingen fil")), *files]

    def clean_announced_on(self) -> date:
        day: date = self.cleaned_data["announced_on"]
        if day > self.today:
            raise ValidationError(_("Datoen er ikke kommet ennå. Noter kunngjøringen når den er gjort."))
        return day
