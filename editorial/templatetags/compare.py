"""How the words of a comparison are written: what is gone in <del>, what is added in <ins>, said as well as drawn."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from newsroom.lib.diff import Kind, Span
from newsroom.lib.text import isolate
from newsroom.lib.words import BOLD, BREAK, LINK, Run

register = template.Library()

LINE_END = SafeString('<span class="line-end" aria-hidden="true">↵</span><br>')
BOTH, OLD, NEW = "both", "old", "new"


@register.simple_tag
def words(spans: Iterable[Span], side: str, direction: str) -> SafeString:
    """A text compared; `side` is "both" for the two in a row, "old" or "new" for one of them alone."""
    return join(word for span in spans for word in written(span, side, direction))


def join(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 parts are safe


def written(span: Span, side: str, direction: str) -> Iterable[SafeString]:
    if span.kind in {Kind.GONE, Kind.ADDED, Kind.SMALL}:
        if span.old and side != NEW:
            yield from changed("del", span.kind, span.old_runs, direction)
        if span.new and side != OLD:
            yield from changed("ins", span.kind, span.new_runs, direction)
        return
    yield marked(span.old_runs if side == OLD else span.new_runs, direction)
    if span.kind != Kind.SAME and side != OLD:
        yield format_html(' <bdi class="how" lang="{}">[{}]</bdi>', get_language(), how(span))


def changed(tag: str, kind: Kind, runs: list[Run], direction: str) -> Iterable[SafeString]:
    """The words with what they are in front, and a bracket behind, for who listens to the page; the blank before stays out."""
    name = {
        ("del", Kind.GONE): _("gone"),
        ("ins", Kind.ADDED): _("added"),
        ("del", Kind.SMALL): _("spelling before"),
        ("ins", Kind.SMALL): _("spelling now"),
    }[tag, kind]
    first = runs[0].text.lstrip(" ")
    if first != runs[0].text:
        yield SafeString(" ")
    element = SafeString(tag)
    yield format_html(
        '<{} class="words words--{}"><span class="visually-hidden" lang="{}">[{}: </span>{}'
        '<span class="visually-hidden">]</span></{}>',
        element, kind, get_language(), name, marked([runs[0]._replace(text=first), *runs[1:]], direction), element,
    )  # fmt: skip


def how(span: Span) -> SafeString:
    """What was done to words that stayed: each formatting that is gone or added, or their blanks."""
    if span.kind == Kind.SPACING:
        return format_html("{}", _("spaces changed"))
    told = {
        (BOLD, OLD): _("bold removed"),
        (BOLD, NEW): _("bold added"),
        (LINK, OLD): _("link removed"),
        (LINK, NEW): _("link added"),
    }
    done = [
        (told[tag, side], address)
        for side, marks in ((OLD, span.marks_gone), (NEW, span.marks_added))
        for tag, address in marks
    ]
    if not done:
        return format_html("{}", _("formatting changed"))
    named = [(name, format_html(' <bdi dir="ltr">{}</bdi>', address) if address else "") for name, address in done]
    return format_html_join(" · ", "{}{}", named)


def marked(runs: Iterable[Run], direction: str) -> SafeString:
    return join(formatted(run, direction) for run in runs)


def formatted(run: Run, direction: str) -> SafeString:
    text = LINE_END.join(isolate(line, direction) for line in run.text.split(BREAK))
    text = mark_safe(text)  # noqa: S308 isolated piece by piece
    for tag, address in run.marks:
        if tag == LINK:
            text = format_html('<span class="linked" title="{}">{}</span>', address, text)
        elif tag == BOLD:
            text = format_html("<strong>{}</strong>", text)
    return text
