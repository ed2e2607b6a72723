"""Knocking at the one door: what tests of moves share."""

import pytest
from django.db import transaction

from articles.models import Change, Edition, Live, Release, Stage
from editorial import revisions
from editorial.models import AuditEntry
from editorial.workflow import Refused, Step, move
from tests.make import fresh, make_editor, seen

# Where a step starts, but for those that start from a draft.
START = {
    Step.TAKE: Stage.REVIEW, Step.RETURN: Stage.REVIEW, Step.APPROVE: Stage.REVIEW, Step.VOID: Stage.APPROVED,
    Step.PUBLISH: Stage.APPROVED,
}  # fmt: skip


def state():
    """Everything that a move could touch."""
    return {model: list(model.objects.order_by("pk").values()) for model in (Edition, Release, Live, Change, AuditEntry)}


def refused(edition, what, *, by, screen=None, note=""):
    """The code of the refusal; after it everything is as it was."""
    before = state()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        move(edition, what, by=by, seen=screen or seen(edition), note=note)
    assert state() == before
    assert str(refusal.value.reason)
    return refusal.value.code


def change_shared(edition, *, by=None, **fields):
    article = fresh(edition).article
    plain = {name: value if isinstance(value, (str, list)) else value.pk for name, value in fields.items()}
    revisions.save_shared(article, article.content() | plain, by=by or make_editor(), base=article.revision_id)
    return fresh(edition)
