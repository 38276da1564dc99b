"""sharedStrings.xml of an .xlsx: the texts cells refer to by number, and which of them are bold in every run."""

from plandugnad.engines.tables.formats.archive import Archive
from plandugnad.engines.tables.formats.markup import read_part
from plandugnad.engines.tables.refusal import Refused
from plandugnad.engines.tables.text import visible


def read_strings(archive: Archive, part: str | None) -> tuple[list[str], frozenset[int]]:
    if not part or not archive.has(part):
        return [], frozenset()
    strings = _Strings(archive)
    read_part(
        archive.file, part, archive.open(part),
        start=strings.start, end=strings.end, text=strings.text, depth=archive.limits.xml_depth,
    )  # fmt: skip
    return strings.texts, frozenset(strings.bold)


class _Strings:
    def __init__(self, archive: Archive) -> None:
        self.texts: list[str] = []
        self.bold: set[int] = set()
        self.pieces: list[str] = []
        self.listening = self.phonetic = False
        self.runs = self.bold_runs = 0
        self.heard = 0
        self.file, self.limits = archive.file, archive.limits
        self.room = archive.limits.text_characters

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self.listening = not self.phonetic
        elif name == "si":
            self.pieces.clear()
            self.runs = self.bold_runs = self.heard = 0
        elif name == "rPh":  # reading aids for East Asian text are not part of it
            self.phonetic = True
        elif name == "r":
            self.runs += 1
        elif name == "b" and attributes.get("val", "1") not in ("0", "false"):
            self.bold_runs += 1

    def text(self, piece: str) -> None:
        if not self.listening:
            return
        self.room -= len(piece)
        self.heard += len(piece)
        if self.room < 0 or self.heard > self.limits.cell_characters:
            raise Refused("cell_too_long", sheet=self.file, row="?", limit=self.limits.cell_characters)
        self.pieces.append(piece)

    def end(self, name: str) -> None:
        if name == "t":
            self.listening = False
        elif name == "rPh":
            self.phonetic = False
        elif name == "si":
            if self.runs and self.runs == self.bold_runs:
                self.bold.add(len(self.texts))
            self.texts.append(visible("".join(self.pieces)))
