"""Makes releases: what readers get, from exactly the revisions that were approved."""

from collections.abc import Iterable

from django.db.models import Max
from django.db.models.functions import Now
from django.utils import translation

from articles.models import (
    Author,
    ChangeKind,
    Edition,
    Live,
    LiveByline,
    LiveTopic,
    Photo,
    Place,
    Release,
    Revision,
    Section,
    Source,
)
from articles.press import touched_by
from editorial.models import User
from newsroom.lib.html import plain
from newsroom.lib.text import fold, slugify
from newsroom.lib.translated import own


def compose(edition: Edition, text: Revision, shared: Revision) -> Release:
    """The release that these revisions would make; not stored. The preview shows this, publishing stores it."""
    content, common, article = text.content, shared.content, edition.article
    with translation.override(edition.language):
        release = Release(
            edition=edition,
            language=edition.language,
            **{name: content[name] for name in ("headline", "kicker", "summary", "body")},
            slug=content["slug"] or kept_slug(edition) or slugify(content["headline"]) or article.short_id,
            kind=common["kind"],
            section=Section.objects.filter(pk=common["section"]).first() or article.section,
            place=Place.objects.filter(pk=common["place"]).first(),
            topics=common["topics"],
            bylines=named(content["bylines"]),
            picture_id=content["picture"] or common["picture"],
            text_revision=text,
            shared_revision=shared,
        )
        describe_picture(release)
    return release


def kept_slug(edition: Edition) -> str:
    """The words that readers' links hold already: a new headline alone does not move a story."""
    live = Live.objects.filter(edition=edition).select_related("release").first()
    return live.release.slug if live else ""


def named(bylines: Iterable[dict]) -> list[dict]:
    """Each byline with the name as readers saw it on the day; in the active language."""
    rows = list(bylines)
    authors = Author.objects.in_bulk([row["author"] for row in rows if row["author"]])
    sources = Source.objects.in_bulk([row["source"] for row in rows if row["source"]])
    told = [row | {"name": str(authors.get(row["author"]) or sources.get(row["source"]) or "")} for row in rows]
    return [row for row in told if row["name"]]  # an old revision may name somebody whom the newsroom has deleted since


def describe_picture(release: Release) -> None:
    """Copy the picture's words in the release's language; an empty one stays empty, never another language's."""
    photo = Photo.objects.filter(pk=release.picture_id).first() if release.picture_id else None
    if photo:
        release.picture_alt = own(photo, "alt", release.language)
        release.picture_caption = own(photo, "caption", release.language)
        release.picture_credit = photo.credit


def bylines_of(release: Release, live: Live) -> list[LiveByline]:
    """The rows that put the story under its names; not stored."""
    return [
        LiveByline(live=live, author_id=row["author"], source_id=row["source"], role=row["role"], position=position)
        for position, row in enumerate(release.bylines)
    ]


def preview(edition: Edition, text: Revision, shared: Revision) -> Live:
    """The row on air as it would be; not stored, and so nothing public can find it."""
    release = compose(edition, text, shared)
    live = Live.objects.filter(edition=edition).first() or Live(edition=edition, first_released_at=text.at)
    live.changed_at = text.at
    return fill(live, release)


def fill(live: Live, release: Release) -> Live:
    """Point the row on air at the release, with what public lists sort and filter by."""
    article = release.edition.article
    words = [release.headline, release.kicker, release.summary, plain(release.body), *(row["name"] for row in release.bylines)]
    live.release, live.article, live.language, live.short_id = release, article, release.language, article.short_id
    live.section, live.kind = release.section, release.kind
    live.search_text = fold("\n".join(words))
    return live


def writers_since_release(edition: Edition) -> list[int]:
    """Ids of those who wrote the text since readers last got it; of the shared fields where no text changed."""
    last = edition.releases.order_by("-number").first()
    texts = edition.revisions.filter(number__gt=last.text_revision.number if last else 0)
    shared = Revision.objects.filter(article=edition.article_id, edition=None)
    if last:
        shared = shared.filter(number__gt=last.shared_revision.number)
    written = texts if texts.exists() else shared
    return sorted(set(written.values_list("by", flat=True)))


def approval_of(edition: Edition) -> tuple[Revision, Revision, User]:
    """The text that was approved, the shared fields as they stand, and by whom. Raises ValueError where nobody has.

    Of the shared fields only section and topics can be newer than the approval: filing a story elsewhere is no change of
    what it says, and every other one would have voided it. See docs/decisions/0004.
    """
    text, shared, approver = edition.approved_revision, edition.article.revision, edition.approved_by
    if text is None or shared is None or approver is None:
        raise ValueError(f"edition {edition.pk} is not approved")
    return text, shared, approver


def put_on_air(edition: Edition, *, by: User) -> set[str]:
    """Store the release of the approved revisions and show it to readers; returns the tags of the pages it touches."""
    before = Live.objects.filter(edition=edition).first()
    touched = touched_by(before) if before else set()
    text, shared, approver = approval_of(edition)
    release = compose(edition, text, shared)
    release.number = (edition.releases.aggregate(last=Max("number"))["last"] or 0) + 1
    release.change = ChangeKind.UPDATE if release.number > 1 else ChangeKind.FIRST
    release.writers = writers_since_release(edition)
    release.approved_by, release.published_by = approver, by
    release.save(force_insert=True)
    live = fill(before or Live(edition=edition), release)
    if before:
        live.changed_at = Now()
    live.save()
    file_under(live)
    return touched | touched_by(live)


def file_under(live: Live) -> None:
    """Put the story under its topics and names, and under no others."""
    live.live_topics.all().delete()
    live.live_bylines.all().delete()
    LiveTopic.objects.bulk_create(LiveTopic(live=live, topic_id=topic) for topic in live.release.topics)
    LiveByline.objects.bulk_create(bylines_of(live.release, live))
