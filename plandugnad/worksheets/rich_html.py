"""A rich text as HTML. Everything somebody has written is escaped, and links are those the engine lets in."""

from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from plandugnad.engines.sheet.richtext import BREAK, Heading, Listed, RichBlock, Span

ABOVE = 2  # the heading of the block it stands in


def rich_html(blocks: Iterable[RichBlock]) -> SafeString:
    return format_html_join("", "{}", ((_block(one),) for one in blocks))


def _block(one: RichBlock) -> SafeString:
    if isinstance(one, Listed):
        items = format_html_join("", "<li>{}</li>", ((rich_html(item),) for item in one.items))
        if one.start:
            return format_html('<ol start="{}">{}</ol>', one.start, items)
        return format_html("<ul>{}</ul>", items)
    words = format_html_join("", "{}", ((_span(span),) for span in one.spans))
    if isinstance(one, Heading):
        level = min(6, one.level + ABOVE)
        return format_html("<h{}>{}</h{}>", level, words, level)
    return format_html("<p>{}</p>", words)


def _span(one: Span) -> SafeString:
    if one.text == BREAK:
        return SafeString("<br>")
    said = conditional_escape(one.text)
    if one.strong:
        said = format_html("<strong>{}</strong>", said)
    if one.em:
        said = format_html("<em>{}</em>", said)
    if one.link:
        said = format_html('<a href="{}" rel="noopener noreferrer">{}</a>', one.link, said)
    return said
