"""From the file of a module to its text. The mark-up is told in `modules/README.md`.

Strict, since whoever writes a module is not here when it is read: what cannot be understood is told with the file, the
line and how to mend it, and nothing is guessed. Pure: the same file gives the same text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from plandugnad.engines.sheet.markup import read_markup
from plandugnad.learning.text import Blocks, Chapter, Choice, ModuleText, Part, Question

LANGUAGES = ("nb", "nn", "en")
FEWEST_QUESTIONS, MOST_QUESTIONS = 4, 6
FEWEST_CHOICES, MOST_CHOICES = 2, 5
LONGEST_MINUTES = 30
_FENCE = "---"
_FIELDS = ("title", "summary", "minutes", "order", "sources")
_NAME = re.compile(r"([a-z][a-z0-9-]{0,38}[a-z0-9])\.([a-z]{2})\.md")
_HEADING = re.compile(r"(#{1,6})\s*(.*)")
_CHOICE = re.compile(r"\(([ xX]?)\)\s*(.*)")
_EXAMPLE, _WHY = ">", ":"


class WrongModule(ValueError):
    """Says which file, which line, what is wrong and how to mend it."""

    def __init__(self, file: str, line: int, what: str) -> None:
        super().__init__(f"{file}, linje {line}: {what}")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str

    @property
    def heading(self) -> tuple[int, str] | None:
        found = _HEADING.fullmatch(self.text)
        return (len(found[1]), found[2].strip()) if found else None


@dataclass
class _Section:
    """A heading with the lines below it."""

    at: int
    title: str
    lines: list[_Line] = field(default_factory=list)


def names_of(file: str) -> tuple[str, str]:
    """'planbehov.nn.md' → the key and the language."""
    found = _NAME.fullmatch(file)
    if not found or found[2] not in LANGUAGES:
        raise WrongModule(
            file, 1, "Filen må hete navn.språk.md, med små bokstaver a–z, tall og bindestrek i navnet, og nb, nn "
            "eller en som språk: for eksempel planbehov.nn.md."
        )  # fmt: skip
    return found[1], found[2]


def read_module(file: str, content: bytes) -> ModuleText:
    key, language = names_of(file)
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise WrongModule(file, line, "Her står et tegn som ikke er UTF-8. Lagre filen som UTF-8.") from None
    held = written.replace("§ ", "§\u00a0")  # a section is never parted from its number
    lines = [_Line(number, line.rstrip()) for number, line in enumerate(held.splitlines(), 1)]
    return _Reading(file, key, language).text(lines)


@dataclass(frozen=True)
class _Reading:
    file: str
    key: str
    language: str

    def wrong(self, line: int, what: str) -> WrongModule:
        return WrongModule(self.file, line, what)

    def text(self, lines: list[_Line]) -> ModuleText:
        end = self._end_of_front(lines)
        about = self._front(lines[1:end])
        body = lines[end + 1 :]
        check = next((at for at, line in enumerate(body) if line.heading and line.heading[0] == 1), None)
        if check is None:
            raise self.wrong(
                lines[-1].number, "Sjekken mangler. Skriv en linje som begynner med én #, for eksempel «# Sjekk», og "
                "spørsmålene under den."
            )  # fmt: skip
        chapters = tuple(self._chapter(one) for one in self._sections(body[:check], "et kapittel"))
        if not chapters:
            raise self.wrong(body[check].number, "Modulen har ingen kapitler. Et kapittel begynner med ## og navnet.")
        questions = tuple(self._question(one) for one in self._sections(body[check + 1 :], "et spørsmål"))
        if not FEWEST_QUESTIONS <= len(questions) <= MOST_QUESTIONS:
            raise self.wrong(
                body[check].number, f"Sjekken har {len(questions)} spørsmål. Den skal ha fra {FEWEST_QUESTIONS} til "
                f"{MOST_QUESTIONS}; hvert begynner med ## og spørsmålet."
            )  # fmt: skip
        return ModuleText(self.key, self.language, self.file, chapters=chapters, questions=questions, **about)

    def _end_of_front(self, lines: list[_Line]) -> int:
        if not lines or lines[0].text != _FENCE:
            raise self.wrong(1, f"Filen skal begynne med en linje med {_FENCE}, og opplysningene om modulen under den.")
        for at, line in enumerate(lines[1:], 1):
            if line.text == _FENCE:
                return at
        raise self.wrong(1, f"Opplysningene øverst tar aldri slutt. Avslutt dem med en linje med {_FENCE}.")

    def _front(self, lines: list[_Line]) -> dict[str, Any]:
        try:
            read = yaml.safe_load("\n".join(line.text for line in lines))
        # A date that is none, and brackets within brackets without end, are no YAMLError.
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            mark = getattr(error, "problem_mark", None)
            at = min(mark.line if mark else 0, len(lines) - 1)
            raise self.wrong(
                lines[at].number if lines else 2, "Opplysningen kan ikke leses. Skriv navn, kolon, mellomrom og "
                "verdien; har verdien selv et kolon, sett den i anførselstegn."
            ) from None  # fmt: skip
        if not isinstance(read, dict):
            raise self.wrong(2, f"Opplysningene skal være {', '.join(_FIELDS)}, hver på sin linje: «title: Planbehov».")
        where = {line.text.split(":", 1)[0].strip(): line.number for line in lines if ":" in line.text}
        for name in read:
            if name not in _FIELDS:
                at = where.get(str(name), 2)
                raise self.wrong(at, f"«{name}» er ukjent. Bruk {', '.join(_FIELDS)}.")
        for name in _FIELDS:
            if name not in read:
                raise self.wrong(2, f"«{name}» mangler. Skriv «{name}: …» øverst i filen.")
        return {
            "title": self._words(read, "title", where),
            "summary": self._words(read, "summary", where),
            "minutes": self._number(read, "minutes", where, LONGEST_MINUTES),
            "order": self._number(read, "order", where, 999),
            "sources": self._sources(read, where),
        }

    def _words(self, read: Mapping[str, Any], name: str, where: Mapping[str, int]) -> str:
        value = read[name]
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(where.get(name, 2), f"«{name}» skal være tekst.")
        return _one_line(value)

    def _number(self, read: Mapping[str, Any], name: str, where: Mapping[str, int], most: int) -> int:
        value = read[name]
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            raise self.wrong(where.get(name, 2), f"«{name}» skal være et helt tall fra 1 til {most}.")
        return value

    def _sources(self, read: Mapping[str, Any], where: Mapping[str, int]) -> tuple[str, ...]:
        value = read["sources"]
        if not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
            raise self.wrong(
                where.get("sources", 2), "«sources» skal være en liste med minst én kilde, hver på sin linje: "
                "«- pbl. § 10-1»."
            )  # fmt: skip
        return tuple(_one_line(one) for one in value)

    def _sections(self, lines: list[_Line], what: str) -> Iterator[_Section]:
        """Split at ##. What stands before the first belongs nowhere."""
        current: _Section | None = None
        for line in lines:
            if heading := line.heading:
                level, title = heading
                if level != 2:
                    raise self.wrong(
                        line.number, f"Her er {level} #. {what.capitalize()} begynner med ##, og # alene med sjekken."
                    )
                if not title:
                    raise self.wrong(line.number, f"{what.capitalize()} mangler navn. Skriv det etter ##.")
                if current:
                    yield current
                current = _Section(line.number, title)
            elif current:
                current.lines.append(line)
            elif line.text:
                raise self.wrong(
                    line.number, f"Teksten hører ikke til {what}. Skriv en linje med ## og navnet over den."
                )
        if current:
            yield current

    def _chapter(self, section: _Section) -> Chapter:
        parts = tuple(self._parts(section))
        if not any(not part.is_example for part in parts):
            raise self.wrong(section.at, f"Kapitlet «{section.title}» har ingen tekst. Skriv den under overskriften.")
        if not any(part.is_example for part in parts):
            raise self.wrong(
                section.at, f"Kapitlet «{section.title}» har ikke noe eksempel. Skriv ett, med {_EXAMPLE} først på "
                "hver linje."
            )  # fmt: skip
        return Chapter(section.title, parts)

    def _parts(self, section: _Section) -> Iterator[Part]:
        """Lines with > before them are an example; a blank line between two of them begins another."""
        held: list[_Line] = []
        is_example = False
        for line in section.lines:
            is_quoted = line.text.startswith(_EXAMPLE)
            if held and is_quoted != is_example and (line.text or is_example):
                yield from self._part(held, is_example)
                held = []
            if held or line.text:
                if not held:
                    is_example = is_quoted
                held.append(line)
        if held:
            yield from self._part(held, is_example)

    def _part(self, lines: list[_Line], is_example: bool) -> Iterator[Part]:
        written = "\n".join(line.text[1:].removeprefix(" ") if is_example else line.text for line in lines)
        if not written.strip():
            raise self.wrong(lines[0].number, f"Eksemplet er tomt. Skriv det etter {_EXAMPLE}, eller ta bort linjen.")
        for line in lines:
            choice = _CHOICE.match(line.text)
            if choice and choice[1] in (" ", "x", "X"):
                raise self.wrong(line.number, "Et svar kan bare stå i sjekken. Flytt det under linjen med én #.")
        yield Part(read_markup(written), is_example)

    def _question(self, section: _Section) -> Question:
        found: list[tuple[_Line, bool, list[str], list[str]]] = []  # the line, is it right, its words, why
        into: list[str] | None = None
        for line in section.lines:
            if choice := _CHOICE.fullmatch(line.text):
                into = [choice[2]] if choice[2] else []
                found.append((line, choice[1] in ("x", "X"), into, []))
            elif line.text.startswith(_WHY):
                if not found:
                    raise self.wrong(
                        line.number, "Begrunnelsen har ikke noe svar over seg. Skriv svaret først: ( ) eller (x)."
                    )
                into = found[-1][3]
                into.append(line.text[1:].strip())
            elif line.text and into is None:
                raise self.wrong(
                    line.number, "Linjen er verken svar eller begrunnelse. Et svar begynner med ( ), det riktige med "
                    f"(x), og hvorfor med {_WHY} på linjen under."
                )  # fmt: skip
            elif line.text and into is not None:
                into.append(line.text.strip())
        choices = tuple(self._choice(*one) for one in found)
        self._check(section, choices)
        return Question(section.title, choices)

    def _choice(self, line: _Line, is_right: bool, words: list[str], why: list[str]) -> Choice:
        said = " ".join(words)
        if not said:
            raise self.wrong(line.number, "Svaret er tomt. Skriv det etter parentesen.")
        if not any(why):
            raise self.wrong(
                line.number, f"Svaret «{said}» sier ikke hvorfor det er riktig eller galt. Skriv det på linjen under, "
                f"med {_WHY} først."
            )  # fmt: skip
        return Choice(said, is_right, _blocks(why))

    def _check(self, section: _Section, choices: tuple[Choice, ...]) -> None:
        if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
            raise self.wrong(
                section.at, f"Spørsmålet «{section.title}» har {len(choices)} svar. Det skal ha fra {FEWEST_CHOICES} "
                f"til {MOST_CHOICES}; hvert begynner med ( )."
            )  # fmt: skip
        right = sum(choice.is_right for choice in choices)
        if right != 1:
            raise self.wrong(
                section.at, f"Spørsmålet «{section.title}» har {right} riktige svar. Sett (x) foran ett, og ( ) foran "
                "de andre."
            )  # fmt: skip
        if len({choice.words.casefold() for choice in choices}) != len(choices):
            raise self.wrong(section.at, f"Spørsmålet «{section.title}» har samme svar to ganger. Endre det ene.")


def _one_line(text: str) -> str:
    """Not by `split`, which would take the space that holds a section to its number."""
    return re.sub(r"[ \t\n]+", " ", text).strip()


def _blocks(lines: list[str]) -> Blocks:
    return read_markup(" ".join(lines))
