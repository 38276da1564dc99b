"""A page in an e-mail → the words in it. Nothing of the page is kept but words, and where its links lead."""

from collections import Counter
from html.parser import HTMLParser

_SILENT = {"script", "style", "head", "title", "template", "object", "svg", "math", "noscript"}
_BLOCKS = {
    "address", "article", "blockquote", "caption", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
_WIDE = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote"}
_SHOWN_LINKS = ("http://", "https://", "mailto:")
_LONGEST_LINK = 500


class _Words(HTMLParser):
    """Each tag costs the same however many are open: a page may be made to be slow to read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._silent: list[str] = []
        self._open = Counter[str]()
        self._link: tuple[str, int] | None = None

    def close(self) -> None:
        if self.rawdata.startswith("<"):
            self.rawdata = ""  # a tag or comment that never ends: read sign by sign for an end, over and over
        super().close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent.append(tag)
            self._open[tag] += 1
        elif tag == "body":
            self._silent.clear()  # whatever was left open above it is over
            self._open.clear()
        elif tag == "br":
            self._say("\n")
        elif tag == "li":
            self._begin_line("- ")
        elif tag in {"td", "th"}:
            self._say(" ")
        elif tag in _BLOCKS:
            self._begin_block(tag)
        elif tag == "a":
            self._end_link()  # there is no link within a link
            self._link = str(dict(attrs).get("href") or ""), len(self.out)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._end_silence(tag)
        elif tag == "a":
            self._end_link()
        elif tag in _BLOCKS:
            self._begin_block(tag)

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words:
            self._say(" " if data else "")
            return
        before, after = (" " if data[:1].isspace() else ""), (" " if data[-1:].isspace() else "")
        self._say(f"{before}{words}{after}")

    def _end_silence(self, tag: str) -> None:
        """From the first of its kind that is open: words are rather shown than lost."""
        while self._open[tag]:
            self._open[self._silent.pop()] -= 1

    def _end_link(self) -> None:
        if self._link is None:
            return
        address, since = self._link
        self._link = None
        plain = address.removeprefix("mailto:").strip()
        if not address.lower().startswith(_SHOWN_LINKS) or len(plain) > _LONGEST_LINK:
            return
        if plain.rstrip("/") not in "".join(self.out[since:]):
            self._say(f" ({plain})")

    def _begin_block(self, tag: str) -> None:
        self._begin_line("\n" if tag in _WIDE else "")

    def _begin_line(self, then: str) -> None:
        self._say(f"\n{then}")

    def _say(self, words: str) -> None:
        if not self._silent:
            self.out.append(words)


def text_of(page: str) -> str:
    reader = _Words()
    try:
        reader.feed(page)
        reader.close()
    except AssertionError:  # how the parser stops at a declaration it cannot follow
        pass
    lines = [" ".join(line.split()) for line in "".join(reader.out).split("\n")]
    return "\n".join(_without_heaps(lines)).strip()


def _without_heaps(lines: list[str]) -> list[str]:
    return [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
