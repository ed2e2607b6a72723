"""The one door: what may happen to an edition, as a table, and the function that walks it."""

from collections.abc import Callable
from typing import NamedTuple

from django.db import models, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Change, Edition, Kind, Stage
from editorial import audit
from editorial.models import User
from editorial.releases import put_on_air, writers_since_release
from newsroom.lib.html import plain


class Step(models.TextChoices):
    """What a person can do to an edition's stage. Labels are verbal nouns: they stand on buttons and in the log."""

    SUBMIT = "submit", _("Submit for review")
    TAKE = "take", _("Take")
    RETURN = "return", _("Return with note")
    APPROVE = "approve", _("Approve")
    VOID = "void", _("Approval voided")
    PUBLISH = "publish", _("Publish")
    BIN = "bin", _("Move to the bin")
    UNBIN = "unbin", _("Take out of the bin")


class Seen(NamedTuple):
    """What the person had on screen: ids of the text revision and of the revision of the shared fields."""

    text: int | None
    shared: int | None


class Refused(Exception):
    """A move that may not happen, with the reason in the person's language; nothing has changed."""

    def __init__(self, reason: str | Promise, code: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code


Check = Callable[[Edition, User, str], None]
Effect = Callable[[Edition, User], set[str]]
Reach = Callable[[User], QuerySet[Edition]]


def check_complete(edition: Edition, by: User, note: str) -> None:
    """A headline and a text; «عاجل» needs only a headline and who says so."""
    if not edition.headline:
        raise Refused(_("The story has no headline yet. The text is saved; add a headline and submit again."), "no_headline")
    if edition.article.kind == Kind.BREAKING:
        if not edition.bylines.exists():
            raise Refused(_("Breaking news needs a source or an author. The text is saved; name one."), "no_source")
    elif not plain(edition.body):
        raise Refused(_("The story has no text yet. What is written is saved; add the text and submit again."), "no_text")


def check_news(edition: Edition, by: User, note: str) -> None:
    live = getattr(edition, "live", None)
    if live and (live.release.text_revision_id, live.release.shared_revision_id) == current(edition):
        raise Refused(_("Readers have exactly this text already; nothing has changed since."), "nothing_new")


def check_second_reader(edition: Edition, by: User, note: str) -> None:
    if set(writers_since_release(edition)) <= {by.pk}:
        raise Refused(_("A second reader is needed: nobody approves a text that they alone have written."), "second_reader")


def check_note(edition: Edition, by: User, note: str) -> None:
    if not note.strip():
        raise Refused(_("Returning needs a note: say what should change. Nothing was returned."), "no_note")


def check_never_released(edition: Edition, by: User, note: str) -> None:
    if edition.releases.exists():
        raise Refused(_("Readers have had this story: what was released is never deleted."), "was_released")


def nothing(edition: Edition, by: User) -> set[str]:
    return set()


def take(edition: Edition, by: User) -> set[str]:
    edition.taken_by = by
    return set()


def let_go(edition: Edition, by: User) -> set[str]:
    edition.taken_by = None
    return set()


def approve(edition: Edition, by: User) -> set[str]:
    edition.approved_revision, edition.approved_shared, edition.approved_by = edition.revision, edition.article.revision, by
    return set()


def void(edition: Edition, by: User) -> set[str]:
    edition.approved_revision = edition.approved_shared = edition.approved_by = None
    return set()


def void_and_let_go(edition: Edition, by: User) -> set[str]:
    return void(edition, by) | let_go(edition, by)


def go_on_air(edition: Edition, by: User) -> set[str]:
    tags = put_on_air(edition, by=by)
    return tags | void_and_let_go(edition, by)


def into_bin(edition: Edition, by: User) -> set[str]:
    edition.binned_at = Now()
    return let_go(edition, by)


def out_of_bin(edition: Edition, by: User) -> set[str]:
    edition.binned_at = None
    return set()


def in_hand(user: User) -> QuerySet[Edition]:
    return Edition.objects.in_hand_of(user)


def own_drafts(user: User) -> QuerySet[Edition]:
    return Edition.objects.editable_by(user)


def readable(user: User) -> QuerySet[Edition]:
    return Edition.objects.visible_to(user).out_of_bin()


def binned(user: User) -> QuerySet[Edition]:
    return Edition.objects.visible_to(user).in_bin()


class Rule(NamedTuple):
    """One row: from where to where, who, on which editions, what must be true, and what happens besides."""

    starts: frozenset[Stage]
    end: Stage
    permission: str
    reach: Reach = readable
    checks: tuple[Check, ...] = ()
    effect: Effect = nothing


DRAFT, REVIEW, APPROVED = frozenset({Stage.DRAFT}), frozenset({Stage.REVIEW}), frozenset({Stage.APPROVED})

RULES: dict[Step, Rule] = {
    Step.SUBMIT: Rule(DRAFT, Stage.REVIEW, "editorial.submit", in_hand, (check_complete, check_news)),
    Step.TAKE: Rule(REVIEW, Stage.REVIEW, "editorial.review", effect=take),
    Step.RETURN: Rule(REVIEW | APPROVED, Stage.DRAFT, "editorial.review", checks=(check_note,), effect=void_and_let_go),
    Step.APPROVE: Rule(
        REVIEW, Stage.APPROVED, "editorial.approve", checks=(check_complete, check_news, check_second_reader), effect=approve
    ),
    Step.VOID: Rule(APPROVED, Stage.REVIEW, "editorial.write_all", effect=void),
    Step.PUBLISH: Rule(APPROVED, Stage.DRAFT, "editorial.publish", effect=go_on_air),
    Step.BIN: Rule(DRAFT | REVIEW, Stage.DRAFT, "editorial.bin", own_drafts, (check_never_released,), into_bin),
    Step.UNBIN: Rule(DRAFT, Stage.DRAFT, "editorial.bin", binned, effect=out_of_bin),
}
STAGE_FIELDS = ["stage", "taken_by", "approved_revision", "approved_shared", "approved_by", "binned_at"]
BY_HAND = [step for step in Step if step is not Step.VOID]  # the rest follow from what somebody does to the text


def current(edition: Edition) -> Seen:
    return Seen(edition.revision_id, edition.article.revision_id)


def locked(edition: Edition) -> Edition:
    """The edition as it stands, kept still until the commit; the article first, so that nobody waits crosswise."""
    Article.objects.select_for_update(no_key=True).get(pk=edition.article_id)
    return Edition.objects.select_for_update(of=("self",)).select_related("article").get(pk=edition.pk)


@transaction.atomic
def move(edition: Edition, step: Step, *, by: User, seen: Seen, note: str = "") -> Edition:
    """Make one move and record it; readers' pages are replaced once it is committed.

    `seen` is what the person had on screen: nobody approves a text they have not read.
    Raises Refused for the wrong role, stage, revision or reader; then nothing has changed.
    """
    rule = RULES[step]
    edition = locked(edition)
    check_person(edition, rule, by)
    check_stage(edition, rule)
    check_seen(edition, seen)
    for check in rule.checks:
        check(edition, by, note)
    from_stage = edition.stage
    tags = rule.effect(edition, by)
    edition.stage = rule.end
    edition.save(update_fields=STAGE_FIELDS)
    audit.record_move(edition, step, by=by, from_stage=from_stage, note=note)
    if tags:
        Change.objects.record(tags)
    return edition


def check_person(edition: Edition, rule: Rule, by: User) -> None:
    if not by.has_perm(rule.permission) or not rule.reach(by).filter(pk=edition.pk).exists():
        raise Refused(_("This step is not among what your role may do here. Nothing has changed."), "role")


def check_stage(edition: Edition, rule: Rule) -> None:
    if edition.stage not in rule.starts:
        raise Refused(
            _("Somebody was quicker: the story is at “%(stage)s” now. Nothing was done; look again.")
            % {"stage": edition.get_stage_display()},
            "stage",
        )


def check_seen(edition: Edition, seen: Seen) -> None:
    if seen != current(edition):
        raise Refused(_("The text has changed since this page was opened. Read it as it is now, then decide."), "unread")


def open_steps(edition: Edition, user: User) -> list[Step]:
    """The steps whose buttons this person is shown; move() checks again."""
    return [
        step
        for step in BY_HAND
        if edition.stage in RULES[step].starts
        and user.has_perm(RULES[step].permission)
        and RULES[step].reach(user).filter(pk=edition.pk).exists()
    ]
