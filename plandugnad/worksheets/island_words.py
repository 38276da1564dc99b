"""What the browser's part of a worksheet says, in the reader's language. Its keys are those of `islands/work-sheet`."""

from django.utils.translation import gettext as _

from plandugnad.worksheets.wording import about_anonymous


def island_words() -> dict[str, str]:
    return {**_frame(), **_lists(), **_cards(), **_matrix(), **_flow(), **_text()}


def _frame() -> dict[str, str]:
    """What is said of the sheet as a whole: whether it is saved, who is here, what one may not."""
    return {
        "state_starting": _("Henter arket …"),
        "state_saved": _("Lagret"),
        "state_saving": _("Lagrer …"),
        "state_stuck": _("Ikke alt er lagret"),
        "state_offline_kept": _("Uten nett – det du skriver, ligger på denne enheten"),
        "state_offline_not_kept": _("Uten nett – det du skriver, er bare i dette vinduet. La det stå åpent."),
        "state_reconnecting_kept": _("Kobler til igjen – det du skriver, ligger på denne enheten"),
        "state_reconnecting_not_kept": _(
            "Kobler til igjen – det du skriver, er bare i dette vinduet. La det stå åpent."
        ),
        "ended_signed_out": _(
            "Du er logget ut. Logg inn igjen i en annen fane, og last siden på nytt. Teksten din er her."
        ),
        "ended_gone": _("Du har ikke lenger tilgang til dette arket. Det som lå på denne enheten, er slettet."),
        "ended_closed": _(
            "Møtelederen har flyttet arket. Noe du skrev, er ikke lagret. Kopier det, og last siden på nytt."
        ),
        "handed_back": _("Tekst som ikke kom med"),
        "handed_back_only_here": _("Det du skrev, står bare her i vinduet ditt. Kopier det før du lukker vinduet."),
        "handed_back_done": _("Jeg har tatt vare på den"),
        "copy_words": _("Kopier teksten"),
        "copied": _("Kopiert"),
        "not_copied": _("Nettleseren lot oss ikke kopiere"),
        "moving": _("Møtelederen flytter arket. Siden lastes på nytt …"),
        "bar": _("Arket"),
        "undo": _("Angre"),
        "redo": _("Gjør om"),
        "undo_later": _("Du har gjort mer siden. Bruk «Angre» øverst i arket."),
        "close_message": _("Lukk meldingen"),
        "here_now": _("Her nå: {n}"),
        "here_alone": _("Bare du er her nå"),
        "is_in": _("skriver i «{block}»"),
        "time_left": _("Tid igjen:"),
        "time_over": _("Tiden er ute"),
        "minutes_left": _("Minutter igjen: {n}"),
        "presented": _("Møtelederen viser denne delen for alle."),
        "leave_presented": _("Gå tilbake til hele arket"),
        "fetching": _("Henter …"),
        "locked": _("Møtelederen har låst denne delen. Du kan lese, men ikke skrive."),
        "not_now": _("Her kan du lese, men ikke skrive nå."),
        "not_sent": _("Stemmen ble ikke lagret. Prøv igjen når nettet er tilbake."),
    }


def _lists() -> dict[str, str]:
    """Tables, checklists, and what every list has."""
    return {
        "empty_closed": _("Ingenting er skrevet her ennå."),
        "empty_table": _("Tabellen er tom. Velg «Legg til rad», og skriv i feltene. Alle ser det med en gang."),
        "empty_checklist": _("Listen er tom. Skriv det første som skal gjøres, og trykk Enter."),
        "full": _("Her er det plass til {n}, og det er fullt. Ta bort noe for å legge til mer."),
        "signs_left": _("Tegn igjen: {n}"),
        "rows_own": _("Raden du legger til, er din. Det andre har skrevet, kan du lese, men ikke endre."),
        "rows_answered": _("Raden du legger til, er din. I det andre har skrevet, kan du bare skrive svaret."),
        "row": _("Rad"),
        "cell": _("{column}, rad {n}"),
        "add_row": _("Legg til rad"),
        "hours": _("Hva koster det oss? Timer i året for hver person"),
        "hours_without": _("Forberedelse og reise er ikke med."),
        "hours_none": _("Fyll inn lengde, hvor ofte og hvem som er med, så regnes timene ut her."),
        "naming": _("Blir for eksempel: {name}"),
        "tools": _("Flytt og ta bort"),
        "move_up": _("Flytt opp"),
        "move_down": _("Flytt ned"),
        "moved_to": _("Flyttet til plass {n} av {all}"),
        "remove": _("Ta bort"),
        "removed": _("«{name}» er tatt bort."),
        "removed_empty": _("Tatt bort."),
        "added": _("Lagt til: {name}"),
        "not_chosen": _("Ikke valgt"),
        "none_chosen": _("Ingen valgt"),
        "party_unknown": _("Ukjent"),
        "fault_date": _("Datoen finnes ikke. Velg en dag, eller tøm feltet."),
        "fault_number": _("Skriv et tall, for eksempel 12 eller 12,5."),
        "add_task": _("Hva skal gjøres?"),
        "add_task_press": _("Legg til"),
        "task": _("Oppgave"),
        "task_n": _("Oppgave {n}"),
        "owner": _("Ansvarlig"),
        "due": _("Frist"),
        "done": _("Ferdig"),
        "done_of": _("Ferdig: {n} av {all}"),
    }


def _cards() -> dict[str, str]:
    return {
        "empty_cards": _("Ingen kort ennå. Skriv én tanke i feltet, og trykk Enter. Så kan du skrive den neste."),
        "add_card": _("Nytt kort"),
        "add_card_press": _("Legg til kort"),
        **_anonymous(),
        "card_n": _("Kort {n}"),
        "remove_card": _("Ta bort kortet"),
        "drag": _("Dra kortet til en gruppe"),
        "cluster": _("Gruppe"),
        "cluster_of": _("Gruppe for «{name}»"),
        "no_cluster": _("Ikke gruppert"),
        "cluster_n": _("Gruppe {n}"),
        "cluster_name": _("Navn på gruppe {n}"),
        "cluster_placeholder": _("Hva har kortene til felles?"),
        "add_cluster": _("Ny gruppe"),
        "remove_cluster": _("Ta bort gruppen"),
        "put_in": _("Lagt i «{name}»"),
        "votes_left": _("Stemmer igjen: {n}"),
        "votes_mine": _("Dine stemmer: {n}"),
        "votes_all": _("Alle: {n}"),
        "vote_less": _("Ta bort en stemme fra «{name}»"),
        "vote_more": _("Gi en stemme til «{name}»"),
    }


def _anonymous() -> dict[str, str]:
    """`island_words` are of both phases: the browser's part of the page outlives the first."""
    (waits, hidden_then), (shown, hidden_later) = (about_anonymous(waits=one) for one in (True, False))
    return {
        "add_anonymous": _("Nytt kort uten navn"),
        "add_anonymous_press": _("Legg til kort"),
        "anonymous_waits": waits,
        "anonymous_waits_not_hidden": "\n".join(hidden_then),
        "anonymous_shown": shown,
        "anonymous_shown_not_hidden": "\n".join(hidden_later),
        "not_hidden": _("Hva er ikke skjult?"),
        "own_waiting": _("Kortene dine, som venter"),
        "own_not_saved": _("Kort som ikke er lagret"),
        "own_card_n": _("Kortet ditt, nummer {n}"),
        "card_not_sent": _("Ikke lagret. Det prøves igjen når nettet er tilbake. La vinduet stå åpent så lenge."),
        "card_refused": _("Ikke lagret. Kopier teksten, og last siden på nytt."),
        "try_again": _("Prøv igjen"),
    }


def _matrix() -> dict[str, str]:
    return {
        "empty_matrix": _(
            "Ingenting er plassert ennå. Skriv et navn i feltet, trykk Enter, og velg hvor det hører til."
        ),
        "empty_places": _("Det som skal plasseres, kommer fra «{block}». Fyll ut der først, så står det her."),
        "add_place": _("Hva skal plasseres?"),
        "add_place_press": _("Legg til"),
        "place_n": _("Navn på nummer {n}"),
        "without_words": _("Uten tekst"),
        "not_placed": _("Ikke plassert"),
        "ring": _("Ring"),
        "rather": _("nærmest {end}"),
        "in_between": _("midt mellom"),
        "drawing_of": _("Tegning av «{block}»"),
        "axes_help": _("Dra et navn dit det hører til, eller velg det og bruk piltastene. Listen gir det samme."),
        "rings_help": _(
            "Dra et navn til en ring, eller velg det og bruk piltastene: opp er utover. Listen gir det samme."
        ),
    }


def _flow() -> dict[str, str]:
    return {
        "empty_flow": _("Ingen steg ennå. Velg «Legg til steg» i den fasen der arbeidet begynner."),
        "lanes": _("Hvem er med i prosessen"),
        "lane": _("Hvem gjør det"),
        "lane_n": _("Rad {n}"),
        "lane_party": _("Organisasjon eller person for rad {n}"),
        "no_lane": _("Ikke valgt hvem"),
        "add_lane": _("Hvem er med?"),
        "add_lane_press": _("Legg til"),
        "party": _("Organisasjon eller person"),
        "outline": _("Steg for steg"),
        "stage": _("Fase"),
        "no_stage": _("Ikke valgt fase"),
        "add_step": _("Legg til steg"),
        "add_step_in": _("Legg til steg i {stage}"),
        "step_name": _("Hva skjer i steget"),
        "step_gone": _("Steget er tatt bort"),
        "decision": _("Beslutning"),
        "is_decision": _("Her tas en beslutning"),
        "then": _("Deretter"),
        "add_arrow": _("Velg neste steg"),
        "arrow_to": _("Pilen går til"),
        "arrow_label": _("Når går det denne veien"),
        "arrow_placeholder": _("Når? For eksempel: ved ja"),
        "remove_arrow": _("Ta bort pilen"),
    }


def _text() -> dict[str, str]:
    return {
        "empty_text": _("Skriv her. Alle ser det du skriver, med en gang."),
        "text_label": _("Tekst: {block}"),
        "text_full": _("Teksten er så lang som den kan være. Kort den ned for å skrive mer."),
        "toolbar": _("Utforming av «{block}»"),
        "bold": _("Fet"),
        "italic": _("Kursiv"),
        "heading": _("Overskrift"),
        "subheading": _("Mindre overskrift"),
        "bullets": _("Punkter"),
        "numbers": _("Nummerert"),
        "link": _("Lenke"),
        "link_address": _("Nettadresse"),
        "link_set": _("Sett inn lenke"),
        "link_remove": _("Ta bort lenken"),
        "link_mark_first": _("Ingen ord er valgt. Da settes selve adressen inn."),
        "link_wrong": _("Skriv en nettadresse, for eksempel kommune.no/plan, eller en e-postadresse."),
    }
