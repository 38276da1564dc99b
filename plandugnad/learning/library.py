"""The modules there are: those we ship, and those the installation keeps in a folder of its own."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from plandugnad.learning.reading import LANGUAGES, WrongModule, read_module
from plandugnad.learning.text import ModuleText

SHIPPED = Path(__file__).parent / "modules"
_NOT_A_MODULE = "README.md"
# Far more than anybody reads; a folder named by mistake is not to be read to its end.
_MOST_FILES, _LARGEST_BYTES = 300, 256 * 1024
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Module:
    """`texts` by language: all three of ours, of others at least one."""

    key: str
    texts: tuple[ModuleText, ...]

    def text(self, language: str) -> ModuleText:
        """In the language asked for, else the first there is."""
        return next((one for one in self.texts if one.language == language[:2]), self.texts[0])

    @property
    def order(self) -> int:
        return self.texts[0].order


@dataclass(frozen=True)
class Library:
    """`wrong` says what is left out of the installation's own folder, and why."""

    modules: tuple[Module, ...]
    wrong: tuple[str, ...] = ()

    def find(self, key: str) -> Module | None:
        return next((one for one in self.modules if one.key == key), None)


@cache
def library() -> Library:
    """Read once: who changes a file starts the service anew."""
    own = Path(settings.LEARNING_FOLDER) if settings.LEARNING_FOLDER else None
    found = read_library(SHIPPED, own)
    for said in found.wrong:
        log.warning("En modul i opplæringen er utelatt: %s", said)
    return found


def read_library(shipped: Path, own: Path | None) -> Library:
    """A module of one's own stands instead of ours of the same name. What is wrong in ours stops; in others it is told,
    and the rest is shown."""
    modules = {one.key: one for one in read_folder(shipped)}
    wrong: list[str] = []
    if own is not None:
        modules |= {one.key: one for one in _read_own(own, wrong)}
    return Library(tuple(sorted(modules.values(), key=lambda one: (one.order, one.key))), tuple(wrong))


def read_folder(folder: Path) -> list[Module]:
    """Raises WrongModule."""
    return [_module(key, map(_read, paths)) for key, paths in _by_key(folder).items()]


def _read_own(folder: Path, wrong: list[str]) -> Iterator[Module]:
    try:
        found = _by_key(folder)
    except OSError as error:
        wrong.append(
            f"{folder}: Mappen kan ikke leses ({error.strerror}). Se etter at PLANDUGNAD_LEARNING_FOLDER er riktig."
        )
        return
    for key, paths in found.items():
        try:
            yield _module(key, map(_read, paths))
        except WrongModule as error:
            wrong.append(str(error))
        except OSError as error:
            wrong.append(f"{key}: Filen kan ikke leses ({error.strerror}).")


def _by_key(folder: Path) -> dict[str, list[Path]]:
    found: defaultdict[str, list[Path]] = defaultdict(list)
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".md" and path.name != _NOT_A_MODULE)
    for path in paths[:_MOST_FILES]:
        found[path.name.split(".")[0]].append(path)
    return found


def _read(path: Path) -> ModuleText:
    with path.open("rb") as file:
        content = file.read(_LARGEST_BYTES + 1)
    if len(content) > _LARGEST_BYTES:
        raise WrongModule(path.name, 1, f"Filen er større enn {_LARGEST_BYTES // 1024} kB. Del den i flere moduler.")
    return read_module(path.name, content)


def _module(key: str, texts: Iterable[ModuleText]) -> Module:
    read = sorted(texts, key=lambda one: LANGUAGES.index(one.language))
    for other in read[1:]:
        _hold_together(read[0], other)
    return Module(key, tuple(read))


def _hold_together(one: ModuleText, other: ModuleText) -> None:
    for name, value in one.structure.items():
        if other.structure.get(name) != value:
            raise WrongModule(
                other.file, 1, f"Filen er ikke bygd som {one.file}: {name} er ulikt. De skal ha de samme kapitlene, "
                "eksemplene, spørsmålene og riktige svarene i samme rekkefølge."
            )  # fmt: skip
