"""An .ods workbook, read from its own XML: readers of values alone do not tell bold, fill and comments."""

from plandugnad.engines.tables.formats.archive import Archive
from plandugnad.engines.tables.formats.markup import read_part
from plandugnad.engines.tables.formats.ods_sheet import TableReader
from plandugnad.engines.tables.formats.ods_styles import Styles
from plandugnad.engines.tables.formats.tally import Tally
from plandugnad.engines.tables.refusal import Refused
from plandugnad.engines.tables.sheet import Sheet


def read_ods(archive: Archive) -> tuple[Sheet, ...]:
    _refuse_encrypted(archive)
    styles = Styles()
    depth = archive.limits.xml_depth
    if archive.has("styles.xml"):
        read_part(
            archive.file, "styles.xml", archive.open("styles.xml"), start=styles.start, end=styles.end, depth=depth
        )  # fmt: skip
    if not archive.has("content.xml"):
        raise Refused("damaged", file=archive.file, part="content.xml")
    reader = TableReader(styles, Tally(archive.file, archive.limits))
    read_part(
        archive.file, "content.xml", archive.open("content.xml"),
        start=reader.start, end=reader.end, text=reader.text, depth=depth,
    )  # fmt: skip
    return tuple(reader.sheets)


def _refuse_encrypted(archive: Archive) -> None:
    manifest = "META-INF/manifest.xml"
    if not archive.has(manifest):
        return
    encrypted = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal encrypted
        encrypted = encrypted or name == "encryption-data"

    read_part(archive.file, manifest, archive.open(manifest), start=start, depth=archive.limits.xml_depth)
    if encrypted:
        raise Refused("password", file=archive.file)
