"""What stands around the tables in the adopted worksheets of the example region: cards, placings and a few words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Beside:
    """`cards`: block → who wrote what. `axes` and `rings`: block → row → where. `rows`: another table's cells."""

    cards: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    axes: Mapping[str, Mapping[str, tuple[float, float]]] = field(default_factory=dict)
    rings: Mapping[str, Mapping[str, tuple[str, float]]] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)


BESIDE: Mapping[str, Beside] = {
    "purpose": Beside(
        cards={
            "achieve": [
                ("Ingrid", "Alltid noen å spørre, også i ferien"),
                ("Marit", "Planane er lesne av ein annan før dei går på høyring"),
                ("Kåre", "Fylket og staten hører om planen mens den kan endres"),
                ("Siv", "Én mal for planbeskrivelse som alle holder ved like"),
                ("Ingrid", "Ungdom fra hele regionen blir spurt samlet"),
            ]
        }
    ),
    "rules": Beside(
        cards={
            "sharing": [
                ("Marit", "Del utkast før dei er pene"),
                ("Ingrid", "Si fra i morgenpraten når en sak starter"),
            ],
            "feedback": [
                ("Siv", "Begynn med det som holder"),
                ("Ingrid", "Svar innen to dager, også når svaret er «jeg vet ikke»"),
            ],
            "disagreement": [("Kåre", "Ta det med den det gjelder først")],
            "preparation": [
                ("Ingrid", "Papirene fem virkedager før"),
                ("Marit", "Den som ikkje har lese, seier det i starten"),
            ],
            "decisions": [
                ("Kåre", "Vi avgjør arbeidsmåter, aldri hva en kommune skal vedta"),
                ("Siv", "Fire av seks er nok til å prøve noe i et halvt år"),
            ],
            "roles": [("Marit", "Den som leier møtet, skriv ikkje referatet")],
            "confidentiality": [("Ingrid", "Utkast blir i gruppen til kommunen selv har lagt dem fram")],
        }
    ),
    "actors": Beside(
        cards={
            "missing": [
                ("Ingrid", "Ungdomsrådene"),
                ("Marit", "Hytteeigarar som ikkje bur her"),
                ("Siv", "De som er kommet fra andre land"),
            ]
        },
        axes={
            "influence": {
                "akt-styre": (0.8, 0.95),
                "akt-panel": (0.9, 0.45),
                "akt-fjordbruk": (0.85, 0.65),
                "akt-friluft": (0.7, 0.3),
                "akt-nett": (0.3, 0.55),
            }
        },
        rings={
            "closeness": {
                "akt-styre": ("regular", 0.1),
                "akt-panel": ("core", 0.3),
                "akt-fjordbruk": ("occasional", 0.55),
                "akt-friluft": ("regular", 0.7),
                "akt-nett": ("distant", 0.9),
            }
        },
    ),
    "meetings": Beside(
        text={
            "yearly": "Ikke møter i juli eller de to siste ukene før jul. Saksklinikken legges i god tid før siste "
            "frist for saker til kommunestyret, og årssamlingen etter at budsjettet er vedtatt."
        }
    ),
    "structure": Beside(
        rows={
            "naming": [
                {"rule": "dato_type dokument_tittel", "example": "2026-03-12_referat_Oppstart kystsoneplan.docx"},
                {"rule": "år – tema – sted", "example": "2025 - Naturtyper - Fjordvik.pdf"},
            ]
        }
    ),
}
