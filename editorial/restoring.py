"""Puts a saved revision back: as a new one on top of what stands, so that nothing is lost by it."""

from typing import Any

from django.db import transaction

from articles.models import Author, Edition, Photo, Revision, Source
from editorial import revisions
from editorial.models import User
from editorial.revisions import Conflict
from editorial.workflow import locked


@transaction.atomic
def restore(edition: Edition, revision: Revision, *, by: User, base: int) -> Revision:
    """Save the text of `revision` once more, on top of revision `base`, which the person had on screen.

    Restoring is the whole text or nothing: unlike a save it is never put together with what a colleague saved meanwhile.
    Raises Conflict where `base` is not what stands, else as revisions.save() does; then nothing is changed.
    """
    stands = locked(edition).revision
    if stands is None or stands.pk != base:
        raise Conflict(stands)
    return revisions.save(edition, without_the_deleted(revision.content), by=by, base=base, restored_from=revision)


def without_the_deleted(content: dict[str, Any]) -> dict[str, Any]:
    """The shape of Edition.content(), without pictures and names that the newsroom has deleted since."""
    kept = Photo.objects.filter(pk=content["picture"]).exists()
    authors = set(Author.objects.filter(pk__in=[row["author"] for row in content["bylines"]]).values_list("pk", flat=True))
    sources = set(Source.objects.filter(pk__in=[row["source"] for row in content["bylines"]]).values_list("pk", flat=True))
    return content | {
        "picture": content["picture"] if kept else None,
        "bylines": [row for row in content["bylines"] if row["author"] in authors or row["source"] in sources],
    }
