"""What each public page shows; the views and the desk's preview share it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings

from articles import body
from articles.addresses import path_to
from articles.models import Author, Kind, Live, LiveByline, Section, Source, Topic
from articles.models.live import LiveQuerySet
from newsroom.lib.translated import own

LEAD_STACK = 4  # stories beside the lead
LATEST = 10
BAND = 4  # stories of a section on the front page
OPINIONS = 3
LIST = 30  # stories on a section's, topic's, author's or source's page
NEXT = 4


class LanguageLink(NamedTuple):
    """Where the same thing stands in another language; the front page where it doesn't."""

    code: str
    name: str
    path: str
    current: bool


class Band(NamedTuple):
    section: Section
    cards: list[Live]


def language_links(current: str, paths: dict[str, str]) -> list[LanguageLink]:
    """One for each of the site's languages, in the settings' order; `paths` by language code."""
    return [
        LanguageLink(code, name, paths.get(code) or path_to("front", code), code == current)
        for code, name in settings.LANGUAGES
    ]


def links_to(name: str, current: str, **words: str) -> list[LanguageLink]:
    """To a page that every language has."""
    return language_links(current, {code: path_to(name, code, **words) for code, _name in settings.LANGUAGES})


def front(language: str) -> dict[str, Any]:
    """Lead, stack, latest, a band for each section of the menu, opinion with portraits. Never a hole."""
    on_air = Live.objects.on_air(language).for_cards()
    latest = list(on_air[: LATEST + LEAD_STACK])
    stories = [live for live in latest if live.release.kind not in {Kind.BREAKING, Kind.OPINION}]
    pictured = [live for live in stories if live.release.picture_id]
    lead = next(iter([*pictured, *stories, *latest]), None)
    stack = [live for live in stories if live != lead][:LEAD_STACK]
    opinions = list(on_air.filter(kind=Kind.OPINION)[:OPINIONS])
    breaking = [live for live in latest if live.release.kind == Kind.BREAKING][:1]
    shown = {live.pk for live in [lead, *stack, *opinions, *breaking] if live}
    sections = list(Section.objects.prefetch_related("parts").for_menu())
    return {
        "lead": lead,
        "stack": stack,
        "latest": latest[:LATEST],
        "breaking": breaking,
        "opinions": with_portraits(opinions),
        "bands": bands(language, sections, shown),
        "menu": sections,
        "language_links": links_to("front", language),
    }


def bands(language: str, sections: list[Section], shown: set[int]) -> list[Band]:
    """For each section its newest stories that stand nowhere above, opinion apart; two queries for them all."""
    newest = [
        Live.objects.on_air(language)
        .filter(section__in=[section.pk, *(part.pk for part in section.parts.all())])
        .exclude(pk__in=shown)
        .exclude(kind=Kind.OPINION)
        .values_list("pk", flat=True)[:BAND]
        for section in sections
    ]
    pks = newest[0].union(*newest[1:], all=True) if newest else []
    cards = list(Live.objects.on_air(language).for_cards().filter(pk__in=list(pks)))
    family = {part.pk: section.pk for section in sections for part in [section, *section.parts.all()]}
    filled = (Band(section, [live for live in cards if family[live.section_id] == section.pk]) for section in sections)
    return [band for band in filled if band.cards]


def with_portraits(lives: list[Live]) -> list[tuple[Live, Author | None]]:
    """Each story with the first author who signs it."""
    first = {live.pk: next((row["author"] for row in live.release.bylines if row["author"]), None) for live in lives}
    authors = Author.objects.select_related("portrait").in_bulk([pk for pk in first.values() if pk])
    return [(live, authors.get(first[live.pk])) for live in lives]


def section(language: str, section: Section) -> dict[str, Any]:
    return {
        "section": section,
        "parts": list(section.parts.all()),
        "cards": list(Live.objects.on_air(language).in_section(section).for_cards()[:LIST]),
        "language_links": links_to("section", language, section=section.slug),
    }


def topic(language: str, topic: Topic) -> dict[str, Any]:
    return listing(topic.name, "", Live.objects.on_air(language).about(topic)) | {
        "language_links": links_to("topic", language, slug=topic.slug)
    }


def author(language: str, author: Author) -> dict[str, Any]:
    return listing(author.name, own(author, "bio", language), Live.objects.on_air(language).signed_by(author)) | {
        "portrait": author.portrait,
        "language_links": links_to("author", language, slug=author.slug),
    }


def source(language: str, source: Source) -> dict[str, Any]:
    return listing(source.name, own(source, "about", language), Live.objects.on_air(language).carried_from(source)) | {
        "source": source,
        "language_links": links_to("source", language, slug=source.slug),
    }


def search(language: str, words: str) -> dict[str, Any]:
    """The newest stories that hold all the words; none for an empty question."""
    found = Live.objects.on_air(language).matching(words) if words else Live.objects.none()
    return {"words": words, "cards": list(found.for_cards()[:LIST]), "language_links": links_to("search", language)}


def listing(title: str, about: str, lives: LiveQuerySet) -> dict[str, Any]:
    return {"title": title, "about": about, "cards": list(lives.for_cards()[:LIST])}


def article(live: Live, bylines: Iterable[LiveByline], topics: Iterable[Topic]) -> dict[str, Any]:
    """A story's own page. The preview passes a Live and a Release that are not stored."""
    release, language = live.release, live.language
    on_air = Live.objects.on_air(language).for_cards()
    around = {other.short_id: other for other in on_air.filter(short_id__in=body.story_ids(release.body))}
    others = on_air.filter(section=live.section_id).exclude(short_id__in=[live.short_id, *around])
    siblings = Live.objects.aired().filter(article=live.article_id).exclude(language=language)
    siblings = siblings.select_related("release__section")
    paths = {other.language: other.get_absolute_url() for other in siblings} | {language: live.get_absolute_url()}
    return {
        "live": live,
        "release": release,
        "language": language,
        "direction": live.direction,
        "bylines": list(bylines),
        "topics": list(topics),
        "body": body.render(release.body, language, around),
        "minutes": body.minutes_to_read(release.body),
        "next": list(others[:NEXT]),
        "language_links": language_links(language, paths),
        "in_languages": sorted(paths),
    }
