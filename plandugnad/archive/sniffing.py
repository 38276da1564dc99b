"""What a file is, from its bytes. What its name or the browser says is compared with it, never believed."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import BinaryIO

_LOOKED_AT_BYTES = 64 * 1024


class Kind(StrEnum):
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    WEBP = "webp"
    TIFF = "tiff"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    OLD_OFFICE = "old_office"
    ZIP = "zip"
    SVG = "svg"
    HTML = "html"
    TEXT = "text"
    PROGRAM = "program"
    OTHER = "other"


# A page may show these with <img>; each is sent with this type and nothing else.
SHOWN_AS_IMAGE: Mapping[str, str] = {
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.GIF: "image/gif",
    Kind.WEBP: "image/webp",
}
_OF_ENDING: Mapping[str, frozenset[Kind]] = {
    ".pdf": frozenset({Kind.PDF}),
    ".png": frozenset({Kind.PNG}),
    ".jpg": frozenset({Kind.JPEG}),
    ".jpeg": frozenset({Kind.JPEG}),
    ".gif": frozenset({Kind.GIF}),
    ".webp": frozenset({Kind.WEBP}),
    ".tif": frozenset({Kind.TIFF}),
    ".tiff": frozenset({Kind.TIFF}),
    # An office file that is locked with a password is packed in the old format.
    ".docx": frozenset({Kind.DOCX, Kind.OLD_OFFICE}),
    ".dotx": frozenset({Kind.DOCX, Kind.OLD_OFFICE}),
    ".docm": frozenset({Kind.DOCX, Kind.OLD_OFFICE}),
    ".xlsx": frozenset({Kind.XLSX, Kind.OLD_OFFICE}),
    ".xltx": frozenset({Kind.XLSX, Kind.OLD_OFFICE}),
    ".xlsm": frozenset({Kind.XLSX, Kind.OLD_OFFICE}),
    ".pptx": frozenset({Kind.PPTX, Kind.OLD_OFFICE}),
    ".potx": frozenset({Kind.PPTX, Kind.OLD_OFFICE}),
    ".pptm": frozenset({Kind.PPTX, Kind.OLD_OFFICE}),
    ".odt": frozenset({Kind.ODT}),
    ".ods": frozenset({Kind.ODS}),
    ".odp": frozenset({Kind.ODP}),
    ".doc": frozenset({Kind.OLD_OFFICE}),
    ".xls": frozenset({Kind.OLD_OFFICE}),
    ".ppt": frozenset({Kind.OLD_OFFICE}),
    ".zip": frozenset({Kind.ZIP}),
    ".svg": frozenset({Kind.SVG}),
    ".html": frozenset({Kind.HTML, Kind.TEXT}),
    ".htm": frozenset({Kind.HTML, Kind.TEXT}),
    ".txt": frozenset({Kind.TEXT}),
    ".md": frozenset({Kind.TEXT, Kind.HTML}),
    ".csv": frozenset({Kind.TEXT}),
}
# What a double click would start, on the systems municipalities have.
_PROGRAM_ENDINGS = frozenset(
    [
        ".exe",
        ".com",
        ".scr",
        ".pif",
        ".cpl",
        ".dll",
        ".sys",
        ".msi",
        ".msix",
        ".msp",
        ".appx",
        ".bat",
        ".cmd",
        ".ps1",
        ".psm1",
        ".vb",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
        ".mjs",
        ".ws",
        ".wsf",
        ".wsh",
        ".hta",
        ".lnk",
        ".url",
        ".reg",
        ".inf",
        ".jar",
        ".class",
        ".sh",
        ".bash",
        ".command",
        ".app",
        ".dmg",
        ".pkg",
        ".deb",
        ".rpm",
        ".apk",
        ".desktop",
        ".scf",
        ".chm",
        ".hlp",
        ".gadget",
        ".xll",
        ".iso",
        ".img",
        ".vhd",
        ".vhdx",
    ]
)
_MAGIC = (
    (b"%PDF-", Kind.PDF),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
    (b"\x7fELF", Kind.PROGRAM),
    (b"#!", Kind.PROGRAM),
    (b"\xfe\xed\xfa\xce", Kind.PROGRAM),
    (b"\xfe\xed\xfa\xcf", Kind.PROGRAM),
    (b"\xce\xfa\xed\xfe", Kind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Kind.PROGRAM),
    (b"\xca\xfe\xba\xbe", Kind.PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", Kind.PROGRAM),
)
# Names of the parts inside, which stand as plain text in the archive's list at its end or its beginning.
_PACKED = (
    (b"word/document.xml", Kind.DOCX),
    (b"xl/workbook.xml", Kind.XLSX),
    (b"xl/workbook.bin", Kind.XLSX),
    (b"ppt/presentation.xml", Kind.PPTX),
    (b"application/vnd.oasis.opendocument.text", Kind.ODT),
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind.ODS),
    (b"application/vnd.oasis.opendocument.presentation", Kind.ODP),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe)[\s>]", re.IGNORECASE)


def kind_of(file: BinaryIO) -> Kind:
    """Reads the beginning and the end of a file that can be sought in, and leaves it at its beginning."""
    file.seek(0)
    head = file.read(_LOOKED_AT_BYTES)
    size = file.seek(0, 2)
    file.seek(max(0, size - _LOOKED_AT_BYTES))
    tail = file.read(_LOOKED_AT_BYTES)
    file.seek(0)
    return kind_of_bytes(head, tail)


def kind_of_bytes(head: bytes, tail: bytes = b"") -> Kind:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for name, kind in _PACKED if name in head or name in tail), Kind.ZIP)
    # A PDF may have some bytes before it begins; readers allow a kilobyte.
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if _CONTROL.search(head) and not _is_wide_text(head):
        return Kind.PROGRAM if head.startswith(b"MZ") else Kind.OTHER
    start = head[:4096]
    if _SVG.search(start):
        return Kind.SVG
    return Kind.HTML if _HTML.search(start) else Kind.TEXT


def _is_wide_text(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff"))


def is_program(kind: str, ending: str) -> bool:
    return kind == Kind.PROGRAM or ending.casefold() in _PROGRAM_ENDINGS


def contradicts(kind: str, ending: str) -> bool:
    """The name promises one thing and the content is another. An ending we do not know promises nothing."""
    promised = _OF_ENDING.get(ending.casefold())
    return promised is not None and kind not in promised
