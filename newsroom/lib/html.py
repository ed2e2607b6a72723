"""The one sanitiser: nh3 behind a gate of size and depth, and a walk over what it leaves. Knows no models."""

import re
from collections.abc import Callable, Mapping

import nh3
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from lxml import html

LARGEST = 500_000  # characters; 50,000 words of Arabic with their markup
DEEPEST = 60  # open tags; nh3 needs 20 s for a body of 100,000 nested ones
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def gate(markup: str) -> None:
    """Raise ValidationError for what would keep the sanitiser busy: too long, or nested too deep."""
    if len(markup) > LARGEST:
        raise ValidationError(_("The text is too long to be saved as one story; split it."), code="too_long")
    depth = 0
    for closing, name in TAG.findall(markup):
        if name.lower() not in VOID:
            depth = max(depth - 1, 0) if closing else depth + 1
        if depth > DEEPEST:
            raise ValidationError(_("The text's formatting is nested too deeply; paste it as plain text."), code="too_deep")


def clean(markup: str, tags: Mapping[str, set[str]], keep: Callable[[str, str, str], str | None]) -> str:
    """Leave the tags and attributes that are named, with the values that `keep(tag, attribute, value)` lets through."""
    gate(markup)
    attributes = {tag: names for tag, names in tags.items() if names}
    return nh3.clean(
        markup.replace("\0", ""),
        tags=set(tags),
        attributes=attributes,
        attribute_filter=keep,
        clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg", "math"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def fragments(markup: str) -> list[html.HtmlElement]:
    """The blocks of a cleaned body, in order; loose text at the top is wrapped into a paragraph."""
    if not markup.strip():
        return []
    blocks = []
    for piece in html.fragments_fromstring(markup):
        if isinstance(piece, str):
            if piece.strip():
                paragraph = html.Element("p")
                paragraph.text = piece
                blocks.append(paragraph)
        else:
            blocks.append(piece)
    return blocks


def plain(markup: str) -> str:
    """The text alone, blocks apart by a line's end."""
    return "\n".join(" ".join(block.text_content().split()) for block in fragments(markup)).strip()
