"""Finding a municipality by number or name, and what others ask of the register."""

from typing import Literal, NamedTuple

from plandugnad.core.norwegian import Rank, matches, search_key, sort_key
from plandugnad.regions.register.facts import Municipality, Register

# What may follow the name of a municipality, as search keys.
_KINDS_OF_MUNICIPALITY = frozenset(
    search_key(word) for word in ("kommune", "herad", "suohkan", "gielda", "tjïelte", "komuuni", "kommuuni")
)


class PlaceRow(NamedTuple):
    """A municipality as the table engine looks for it."""

    number: str
    name: str
    alternative_names: tuple[str, ...]
    former_numbers: tuple[str, ...]
    county_name: str


def find_municipality(register: Register, number: str) -> Municipality | None:
    """The municipality with this number, today's or one of 2020-2023; '301' is 0301, as a spreadsheet leaves it.

    A number that was split leads to the municipality that kept the name: 1507 to Ålesund. See `successors`.
    """
    found = successors(register, number)
    former = {row.former_name for row in register.former_numbers if row.former_number == _four_digits(number)}
    return next((one for one in found if one.name in former), found[0] if found else None)


def successors(register: Register, number: str) -> tuple[Municipality, ...]:
    """All municipalities that a number, today's or former, leads to: more than one where it was split."""
    number = _four_digits(number)
    if number in register.municipality_by_number:
        return (register.municipality_by_number[number],)
    rows = (row for row in register.former_numbers if row.former_number == number)
    return tuple(register.municipality_by_number[row.number] for row in rows)


def find_municipalities(register: Register, query: str) -> tuple[Municipality, ...]:
    """Those a person may mean by a name or a number, best first. Misspellings only when nothing else answers."""
    if query.strip().isdecimal():
        return successors(register, query)
    words = query.split()
    if len(words) > 1 and search_key(words[-1]) in _KINDS_OF_MUNICIPALITY:
        query = " ".join(words[:-1])
    ranked = [(rank, one) for one in register.municipalities if (rank := _rank(register, query, one)) is not None]
    if any(rank < Rank.MISSPELLED for rank, _ in ranked):
        ranked = [(rank, one) for rank, one in ranked if rank < Rank.MISSPELLED]
    ranked.sort(key=lambda found: (found[0], sort_key(found[1].name), found[1].number))
    return tuple(one for _, one in ranked)


def label(register: Register, municipality: Municipality) -> str:
    """The name, with the county where two municipalities share it: 'Herøy (Nordland)'."""
    if municipality.name not in register.shared_names:
        return municipality.name
    return f"{municipality.name} ({register.county_by_number[municipality.county_number].name})"


def default_written_form(municipality: Municipality) -> Literal["nb", "nn"]:
    """The form to begin with. A municipality that has chosen to be neutral begins in bokmål."""
    return "nn" if municipality.written_standard == "nynorsk" else "nb"


def place_rows(register: Register) -> tuple[PlaceRow, ...]:
    """What the table engine needs to recognise a municipality in a title, a sheet name or a file name."""
    former: dict[str, list[str]] = {}
    for row in register.former_numbers:
        former.setdefault(row.number, []).append(row.former_number)
    return tuple(
        PlaceRow(
            one.number,
            one.name,
            one.names.alternatives,
            tuple(former.get(one.number, ())),
            register.county_by_number[one.county_number].name,
        )
        for one in register.municipalities
    )


def _rank(register: Register, query: str, municipality: Municipality) -> Rank | None:
    rank = matches(query, (municipality.name, *municipality.names.alternatives))
    if rank is not None or municipality.name not in register.shared_names:
        return rank
    county = register.county_by_number[municipality.county_number].name
    with_county = matches(query, (f"{municipality.name} {county}", f"{municipality.name} i {county}"))
    return with_county if with_county in (Rank.EXACT, Rank.PREFIX) else None


def _four_digits(number: str) -> str:
    return number.strip().zfill(4)
