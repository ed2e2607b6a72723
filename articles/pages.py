"""What each public page shows, and as "tags" what it depends on; the views and the desk's preview share it."""

from typing import Any, NamedTuple

from django.conf import settings

from articles import body, press
from articles.addresses import path_to
from articles.models import Author, Kind, Live, Section, Source, Topic
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


class Signature(NamedTuple):
    """A name over a story: an author or a source, under a role."""

    role: str
    author: Author | None
    source: Source | None


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
    above = [live for live in [lead, *stack, *opinions, *breaking] if live]
    sections = list(Section.objects.prefetch_related("parts").for_menu())
    filled = bands(language, sections, {live.pk for live in above})
    cards = [*above, *latest[:LATEST], *(live for band in filled for live in band.cards)]
    return {
        "lead": lead,
        "stack": stack,
        "latest": latest[:LATEST],
        "breaking": breaking,
        "opinions": with_portraits(opinions),
        "bands": filled,
        "menu": sections,
        "language_links": links_to("front", language),
        "tags": press.stories(cards) | press.in_language(language, "front"),
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
    return listed(language, f"section:{section.pk}", Live.objects.on_air(language).in_section(section)) | {
        "section": section,
        "parts": list(section.parts.all()),
        "language_links": links_to("section", language, section=section.slug),
    }


def topic(language: str, topic: Topic) -> dict[str, Any]:
    return listed(language, f"topic:{topic.pk}", Live.objects.on_air(language).about(topic)) | {
        "title": topic.name,
        "about": "",
        "language_links": links_to("topic", language, slug=topic.slug),
    }


def author(language: str, author: Author) -> dict[str, Any]:
    return listed(language, f"author:{author.pk}", Live.objects.on_air(language).signed_by(author)) | {
        "title": author.name,
        "about": own(author, "bio", language),
        "portrait": author.portrait,
        "language_links": links_to("author", language, slug=author.slug),
    }


def source(language: str, source: Source) -> dict[str, Any]:
    return listed(language, f"source:{source.pk}", Live.objects.on_air(language).carried_from(source)) | {
        "title": source.name,
        "about": own(source, "about", language),
        "source": source,
        "language_links": links_to("source", language, slug=source.slug),
    }


def search(language: str, words: str) -> dict[str, Any]:
    """The newest stories that hold all the words; none for an empty question. Any release may change it, as it does a feed."""
    found = Live.objects.on_air(language).matching(words) if words else Live.objects.none()
    return listed(language, "feed", found) | {"words": words, "language_links": links_to("search", language)}


def listed(language: str, thing: str, lives: LiveQuerySet) -> dict[str, Any]:
    """The newest of them as cards; the page depends on each card and on the list, which is that of `thing`."""
    cards = list(lives.for_cards()[:LIST])
    return {"cards": cards, "tags": press.stories(cards) | press.in_language(language, thing)}


def article(live: Live) -> dict[str, Any]:
    """A story's own page, of a row loaded by LiveQuerySet.for_page(), or of the preview's Live and Release, stored nowhere."""
    release, language = live.release, live.language
    beside = Live.objects.aired().for_cards().filter(short_id__in=[live.short_id, *body.story_ids(release.body)])
    paths = {other.language: other.get_absolute_url() for other in beside if other.short_id == live.short_id}
    paths |= {language: live.get_absolute_url()}
    around = {each.short_id: each for each in beside if each.language == language and each.short_id != live.short_id}
    others = Live.objects.on_air(language).for_cards().filter(section=live.section_id)
    following = list(others.exclude(short_id__in=[live.short_id, *around])[:NEXT])
    return {
        "live": live,
        "release": release,
        "language": language,
        "direction": live.direction,
        "bylines": signatures(release.bylines),
        "topics": list(Topic.objects.filter(pk__in=release.topics)),
        "body": body.render(release.body, language, around),
        "minutes": body.minutes_to_read(release.body),
        "next": following,
        "language_links": language_links(language, paths),
        "in_languages": sorted(paths),
        "tags": press.stories([live, *around.values(), *following]) | press.in_language(language, *things_on(live)),
    }


def signatures(bylines: list[dict]) -> list[Signature]:
    """The names over a story with their pages, in order; `bylines` as in Release."""
    authors = Author.objects.in_bulk([row["author"] for row in bylines if row["author"]])
    sources = Source.objects.in_bulk([row["source"] for row in bylines if row["source"]])
    return [Signature(row["role"], authors.get(row["author"]), sources.get(row["source"])) for row in bylines]


def things_on(live: Live) -> list[str]:
    """What stands on a story's page: its section, topics, authors, sources, cards."""
    release = live.release
    named = [(kind, row[kind]) for row in release.bylines for kind in ("author", "source") if row[kind]]
    topics = [("topic", number) for number in release.topics]
    cards = [("card", short_id) for short_id in body.story_ids(release.body)]  # also of stories that readers don't have yet
    return [f"{kind}:{name}" for kind, name in [("section", live.section_id), *topics, *named, *cards]]
