"""Empties the bin: the only way in which a text of the newsroom ever goes."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Edition, Revision
from editorial import audit
from editorial.acts import Act
from editorial.models import User
from editorial.workflow import Refused, locked


def may_discard(edition: Edition, by: User) -> bool:
    return bool(edition.binned_at) and by.has_perm("editorial.empty_bin") and not edition.releases.exists()


@transaction.atomic
def discard(edition: Edition, *, by: User) -> None:
    """Delete for good a draft that stands in the bin and that no reader ever had, with its revisions; the trail stays.

    Raises Refused for anything else; the database refuses it too.
    """
    edition = locked(edition)
    if not may_discard(edition, by):
        sentence = _("Only the chief editor deletes for good, and only unreleased drafts from the bin. Nothing was deleted.")
        raise Refused(sentence, "discard")
    audit.record_move(edition, Act.DISCARD, by=by, from_stage=edition.stage)
    article = edition.article
    Edition.objects.filter(pk=edition.pk).update(revision=None)
    edition.revisions.all().delete()
    edition.delete()
    if not article.editions.exists():
        Article.objects.filter(pk=article.pk).update(revision=None)
        Revision.objects.filter(article=article).delete()
        article.delete()
