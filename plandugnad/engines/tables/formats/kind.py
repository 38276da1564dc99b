"""What a file is, from its first bytes and its contents, never from its name."""

from plandugnad.engines.tables.formats.archive import Archive

_BEGINNINGS = (
    (b"%PDF", "pdf"), (b"{\\rtf", "rtf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"),
    (b"BM\x00", "image"), (b"RIFF", "image"), (b"II*\x00", "image"), (b"MM\x00*", "image"), 
    (b"MZ", "program"), (b"\x7fELF", "program"),
    (b"7z\xbc\xaf", "archive"), (b"Rar!", "archive"), (b"\x1f\x8b", "archive"), (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"), (b"SQLite format 3", "database"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first record of a workbook from before Excel 97, which is not wrapped in an OLE document.
_OLD_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def kind_of(content: bytes) -> str:
    """'zip', 'ole', 'old_xls', 'html', 'xml', a kind we name when refusing it, or 'text' for anything else."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    if content.startswith(b"PK\x03\x04") or content.startswith(b"PK\x05\x06"):
        return "zip"
    if content.startswith(_OLE):
        return "ole"
    if content.startswith(_OLD_XLS):
        return "old_xls"
    return _kind_of_markup(content)


def _kind_of_markup(content: bytes) -> str:
    start = content[:4000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")):
        return "html"
    if start.startswith((b"<?xml", b"<")):
        return "html" if b"<html" in start or b"<table" in start else "xml"
    return "text"


def kind_of_zip(archive: Archive) -> str:
    """'xlsx', 'ods', or a kind we name when refusing it."""
    names = set(archive.names)
    if "mimetype" in names:
        mimetype = archive.open("mimetype").read(200)
        if mimetype.startswith(_OPEN_DOCUMENT):
            rest = mimetype.removeprefix(_OPEN_DOCUMENT)
            return "ods" if rest.startswith(b"spreadsheet") else "writer" if rest.startswith(b"text") else "office"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names) or "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        return "word"
    if any(name.startswith("ppt/") for name in names):
        return "presentation"
    if any(name.startswith("Index/") or name == "Index.zip" for name in names):
        return "numbers"
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return "ods"
    return "xlsx" if "[Content_Types].xml" in names and "_rels/.rels" in names else "zip"


def kind_of_ole(content: bytes) -> str:
    """'xls', 'password', or a kind we name when refusing it. Names in an OLE document are UTF-16."""
    if _utf16("EncryptedPackage") in content:
        return "password"
    if _utf16("WordDocument") in content:
        return "word"
    if _utf16("PowerPoint Document") in content:
        return "presentation"
    return "xls" if _utf16("Workbook") in content or _utf16("Book") in content else "office"


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")
