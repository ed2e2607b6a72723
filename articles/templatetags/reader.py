"""What the templates of readers' pages ask for. Nothing here asks the database.

Names, numbers and headlines inside running text: `isolate` (markup), `isolate_plain` (titles, attributes), <bdi> (a name).
"""

from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.db.models import Model
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.languages import direction
from articles.models import BylineRole, Kind, Photo
from newsroom.lib import dates, text, translated

register = template.Library()

LOCALES = {"ar": "ar_AR", "ckb": "cb_IQ", "en": "en_US"}  # as Open Graph knows them
# Search engines know no hreflang for Sorani; `lang` is another matter.
SEARCHED = {"ar", "en"}


@register.filter
def isolate(words: str, towards: str) -> SafeString:
    """`{{ headline|isolate:direction }}`: runs against the direction ("rtl" or "ltr") stand in <bdi>."""
    return text.isolate(words or "", towards)


@register.filter
def isolate_plain(words: str, towards: str) -> str:
    """The same where no markup can stand: U+2068 … U+2069."""
    return text.isolate_plain(words or "", towards)


@register.filter
def dir_of(language: str) -> str:
    """'rtl' or 'ltr'."""
    return direction(language)


@register.filter
def day(at: datetime, language: str) -> str:
    return dates.day(at, language)


@register.filter
def moment(at: datetime, language: str) -> str:
    return dates.moment(at, language)


@register.filter
def seen_today(at: datetime, language: str) -> str:
    """For the front page alone, which names its day: the clock for today's, else the day."""
    return dates.seen_from(at, timezone.now(), language)


@register.filter
def clock(at: datetime) -> str:
    return dates.clock(at)


@register.filter
def iso(at: datetime) -> str:
    return dates.iso(at)


@register.filter
def date_day(on: date, language: str) -> str:
    """The same for a date without an hour."""
    return dates.written_day(on, language)


@register.simple_tag
def today(language: str) -> str:
    """Today with its day of the week; only the front page shows it."""
    return dates.weekday(timezone.now(), language)


@register.simple_tag
def this_day(language: str) -> str:
    """Today as `day` writes it."""
    return dates.day(timezone.now(), language)


@register.filter
def minutes(number: int) -> str:
    """How long a story takes to read."""
    return ngettext("%(number)d minute to read", "%(number)d minutes to read", number) % {"number": number}


@register.filter
def path_of(thing: Any, language: str) -> str:
    """The path of a section, topic, author or source in that language."""
    return thing.path(language)


@register.filter
def absolute(path: str) -> str:
    """The whole address, for those who meet it outside the page."""
    return settings.SITE_URL + path


@register.simple_tag
def own(row: Model, field: str, language: str) -> str:
    """The row's text in that very language or nothing; a name may have a stand-in, a text may not."""
    return translated.own(row, field, language)


@register.filter
def rendition(photo: Photo, width: int) -> str:
    """Address of the picture in that width or the next that was made."""
    return photo.url(width)


@register.filter
def locale(language: str) -> str:
    return LOCALES[language]


@register.filter
def is_searched(language: str) -> bool:
    """Whether search engines know the language's code in hreflang."""
    return language in SEARCHED


@register.simple_tag(takes_context=True)
def lit_section(context: Context) -> int | None:
    """Id of the section that is lit in the menu: the page's own or the story's, its parent's where it is a part."""
    section = context.get("section") or getattr(context.get("release"), "section", None)
    return section and (section.parent_id or section.pk)


@register.simple_tag
def byline_label(role: str, kind: str) -> str:
    """What stands before a name over a story. Opinion is signed otherwise than news."""
    if role == BylineRole.TEXT and kind == Kind.OPINION:
        return pgettext("over an opinion", "By")
    return {
        BylineRole.TEXT: pgettext("over a story", "By"),
        BylineRole.PREPARED: pgettext("over a story", "Prepared by"),
        BylineRole.PHOTO: pgettext("over a story", "Photographs by"),
        BylineRole.TRANSLATION: pgettext("over a story", "Translated by"),
        BylineRole.EDITING: pgettext("over a story", "Edited by"),
        BylineRole.POSTED: pgettext("over a story", "Posted by"),
        BylineRole.QUOTING: pgettext("over a story", "Quoting"),
    }[BylineRole(role)]


@register.filter
def whole(words: str) -> str:
    """Isolated from end to end, whatever is inside: a name, or what a reader has typed."""
    return f"\u2068{words}\u2069"


@register.filter
def comma(language: str) -> str:
    """What stands between names."""
    return dates.CALENDARS[language].comma


@register.filter
def names(bylines: list[dict], language: str) -> str:
    """The names over a story on one line, each isolated: shape of Release.bylines."""
    return comma(language).join(whole(row["name"]) for row in bylines)


@register.simple_tag
def with_dateline(body: str, place: str) -> SafeString:
    """The body as rendered, «بغداد –» standing at the head of its first paragraph."""
    head = format_html('<p><span class="dateline"><bdi>{}</bdi> –</span> ', place)
    if body.startswith("<p>"):
        return head + SafeString(body[len("<p>") :])
    return head + SafeString("</p>") + SafeString(body)


@register.simple_tag
def share_links(live: Any) -> list[tuple[str, str]]:
    """Name and address of each place where a story is passed on: plain links, asked by nobody until they are pressed."""
    address = settings.SITE_URL + live.share_path
    title = text.isolate_plain(live.release.headline, live.direction)
    both = urlencode({"url": address, "text": title}, quote_via=quote)
    return [
        (_("WhatsApp"), "https://wa.me/?" + urlencode({"text": f"{title}\n{address}"}, quote_via=quote)),
        (_("Telegram"), f"https://t.me/share/url?{both}"),
        (_("X"), f"https://x.com/intent/post?{both}"),
        (_("Facebook"), "https://www.facebook.com/sharer/sharer.php?" + urlencode({"u": address}, quote_via=quote)),
    ]
