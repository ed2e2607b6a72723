"""The body's vocabulary: one row for each kind of block. A new kind is a row and its templates."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from lxml import html

from articles.addresses import SHORT_ID
from articles.languages import direction
from articles.models import Live
from newsroom.lib.html import clean as clean_html
from newsroom.lib.html import fragments, paragraph, plain
from newsroom.lib.text import runs, says_something

CARD = re.compile(f'<figure data-story="({SHORT_ID})"')
SAFE_LINK = re.compile(r"(?:https?://[^\s<>\"]+|mailto:[^\s<>\"]+|tel:[+\d-]+|/(?:[^\s<>\"/\\][^\s<>\"\\]*)?)\Z", re.IGNORECASE)
WORDS_PER_MINUTE = 200
UNTANGLED_AFTER = 6  # turns; real texts need two


class Block(NamedTuple):
    """A kind of block: its tag, the tags inside it with their attributes, the editor's extension that makes it."""

    tag: str
    inside: dict[str, set[str]]
    extension: str


INLINE: dict[str, set[str]] = {"strong": set(), "a": {"href"}, "br": set()}
BLOCKS = [
    Block("p", INLINE, "Paragraph"),
    Block("h2", INLINE, "Heading"),
    Block("h3", INLINE, "Heading"),
    Block("ul", {"li": set(), "p": set(), **INLINE}, "BulletList"),
    Block("ol", {"li": set(), "p": set(), **INLINE}, "OrderedList"),
    Block("blockquote", {"p": set(), **INLINE}, "Blockquote"),
    Block("figure", {}, "RelatedStory"),
]
BLOCK_TAGS = {block.tag for block in BLOCKS}
TAGS: dict[str, set[str]] = {tag: names for block in BLOCKS for tag, names in block.inside.items()}
TAGS |= {block.tag: set() for block in BLOCKS} | {"figure": {"data-story"}}


def keep_attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "figure" and name == "data-story":
        return value if re.fullmatch(SHORT_ID, value) else None
    return value.strip() if SAFE_LINK.match(value.strip()) else None


def clean(markup: str) -> str:
    """Leave the vocabulary and nothing else; without any word or block, an empty text. Cleaning twice changes nothing.

    Raises ValidationError for a body that is too long, nested too deep, or so tangled that it reads anew each time.
    """
    for _turn in range(UNTANGLED_AFTER):
        before, markup = markup, clean_once(markup)
        if markup == before:
            return markup
    raise ValidationError(_("The text's formatting is too tangled; paste it as plain text."), code="tangled")


def clean_once(markup: str) -> str:
    blocks = [part for block in fragments(clean_html(markup, TAGS, keep_attribute)) for part in settled(block)]
    return "".join(html.tostring(block, encoding="unicode", with_tail=False) for block in blocks)


def settled(block: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The block without hollow paragraphs, as a paragraph if it can't stand alone; a card empty, its words after it."""
    for inner in list(block.iterdescendants("p", "figure")):
        if inner.tag == "figure":
            inner.drop_tag()
        elif not says_something(inner.text_content()):
            inner.drop_tree()
    if block.tag == "figure":
        words = block.text_content()
        if "data-story" in block.attrib:
            yield html.Element("figure", {"data-story": block.attrib["data-story"]})
        block = paragraph(words)
    if block.tag not in BLOCK_TAGS:
        block.tag = "p"
    if says_something(block.text_content()):
        yield block


def story_ids(markup: str) -> set[str]:
    """Short ids of the stories that stand in the body as living cards."""
    return set(CARD.findall(markup))


def minutes_to_read(markup: str) -> int:
    return max(1, round(len(plain(markup).split()) / WORDS_PER_MINUTE))


def render(markup: str, language: str, stories: Mapping[str, Live]) -> SafeString:
    """The body as readers get it: runs against the direction isolated, living cards filled in from `stories`.

    A card whose story is not in `stories` (not released in this language, or withdrawn) leaves no trace.
    """
    pieces = (render_block(block, language, stories) for block in fragments(markup))
    return mark_safe("".join(pieces))  # noqa: S308 cleaned when saved, serialised by lxml


def render_block(block: html.HtmlElement, language: str, stories: Mapping[str, Live]) -> str:
    if block.tag == "figure":
        live = stories.get(block.get("data-story", ""))
        return render_to_string("articles/_story_card.html", {"live": live}) if live else ""
    isolate_inside(block, direction(language))
    return html.tostring(block, encoding="unicode", with_tail=False)


def isolate_inside(element: html.HtmlElement, towards: str) -> None:
    """Put every run against the direction into <bdi>, in the element's own text and in that of its children."""
    for child in list(element):
        isolate_inside(child, towards)
        replace_text(child.tail, towards, partial(set_tail, child), element, element.index(child) + 1)
    replace_text(element.text, towards, partial(set_text, element), element, 0)


def set_text(element: html.HtmlElement, text: str) -> None:
    element.text = text


def set_tail(element: html.HtmlElement, text: str) -> None:
    element.tail = text


def replace_text(
    text: str | None, towards: str, put_before: Callable[[str], None], parent: html.HtmlElement, position: int
) -> None:
    """Keep what stands before the first foreign run where it is; insert each run as <bdi> with the rest as its tail."""
    pieces = list(runs(text or "", towards))
    if not any(foreign for _piece, foreign in pieces):
        return
    put_before("")
    last: html.HtmlElement | None = None
    for piece, foreign in pieces:
        if foreign:
            last = html.Element("bdi")
            last.text = piece
            parent.insert(position, last)
            position += 1
        elif last is None:
            put_before(piece)
        else:
            last.tail = (last.tail or "") + piece
