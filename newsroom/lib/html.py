"""The one sanitiser: nh3 behind a gate of size and depth, and a walk over what it leaves. Knows no models."""

import re
from collections.abc import Callable, Mapping

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from lxml import etree, html

from newsroom.lib.text import without_controls

LARGEST = 500_000  # characters; 50,000 words of Arabic with their markup
MOST_TAGS = 10_000  # nh3's time grows with the square of the open ones: 0.3 s for as many, 20 s for 100,000
DEEPEST = 60  # tags within each other, of those that are left
OPENING = re.compile(r"<[a-zA-Z]")
# As nh3 writes them: lower case, values in double quotes.
WRITTEN = re.compile(r"<(/?)([a-z][a-z0-9]*)(?:[^>\"]|\"[^\"]*\")*>")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
INLINE = frozenset("a abbr b bdi br cite code em i q s small span strong sub sup u".split())
# Where these are dropped, their words must not run into their neighbours'.
BREAKS = re.compile(
    r"(?=</?(?:address|article|aside|center|dd|div|dl|dt|details|figcaption|footer|form|h[1456]|header|hr|main|nav|pre|section|"
    r"summary|table|td|th|tr)\b)",
    re.IGNORECASE,
)


def gate(markup: str) -> None:
    """Raise ValidationError for what would keep the sanitiser busy for seconds: too long, or too many tags.

    Depth is no measure here: a closing tag in a comment or a value closes nothing, and only the parser knows.
    """
    if len(markup) > LARGEST:
        raise ValidationError(_("The text is too long to be saved as one story; split it."), code="too_long")
    if sum(1 for _tag in OPENING.finditer(markup)) > MOST_TAGS:
        raise ValidationError(_("The text holds too much formatting; paste it as plain text."), code="too_many_tags")


def refuse_deep(cleaned: str) -> None:
    """Raise ValidationError where tags lie too deep within each other; `cleaned` is as nh3 writes it."""
    depth = 0
    for closing, name in WRITTEN.findall(cleaned):
        if name not in VOID:
            depth += -1 if closing else 1
        if depth > DEEPEST:
            raise ValidationError(_("The text's formatting is nested too deeply; paste it as plain text."), code="too_deep")


def clean(markup: str, tags: Mapping[str, set[str]], keep: Callable[[str, str, str], str | None]) -> str:
    """Leave the tags and attributes that are named, with the values that `keep(tag, attribute, value)` lets through."""
    gate(markup)
    markup = BREAKS.sub("<p>", without_controls(markup))
    gate(markup)
    cleaned = nh3.clean(
        markup,
        tags=set(tags),
        attributes={tag: names for tag, names in tags.items() if names},
        attribute_filter=keep,
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg", "math"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    refuse_deep(cleaned)
    return cleaned


def fragments(markup: str) -> list[html.HtmlElement]:
    """The blocks of a cleaned body, in order; words and inline marks between them are put into paragraphs."""
    if not markup.strip():
        return []
    around = html.fragment_fromstring(markup, create_parent="div")
    blocks, loose = [], paragraph(around.text)
    for child in list(around):
        if child.tag in INLINE:
            loose.append(child)
        else:
            rest, child.tail = child.tail, None
            blocks += [loose, child]
            loose = paragraph(rest)
    return [block for block in [*blocks, loose] if block.getparent() is not None or block.text_content().strip()]


def paragraph(text: str | None) -> html.HtmlElement:
    element: html.HtmlElement = html.Element("p")
    element.text = text
    return element


def plain(markup: str) -> str:
    """The text alone, blocks apart by a line's end; words of two list items or lines never run together."""
    return "\n".join(" ".join(words_of(block).split()) for block in fragments(markup)).strip()


def words_of(block: html.HtmlElement) -> str:
    pieces = []
    for event, element in etree.iterwalk(block, events=("start", "end")):
        apart = "" if element.tag in INLINE - {"br"} else " "
        pieces.append(apart + ((element.text if event == "start" else element.tail) or ""))
    return "".join(pieces)
