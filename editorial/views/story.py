"""What the desk's pages of a story show around its text."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet, Value
from django.urls import reverse

from articles.models import Article, Edition, Revision
from editorial.acts import LABELS
from editorial.models import AuditEntry, User
from editorial.workflow import Step

SAVE, MOVE = 1, 2  # of two at the same moment the move came of the save


class LanguageTab(NamedTuple):
    """A language of the story; `path` leads to its text, or to a new one where there is none yet, or nowhere."""

    code: str
    name: str
    path: str
    current: bool
    exists: bool


def languages_of(story: Article | None, current: str, user: User) -> list[LanguageTab]:
    """The tabs over a story: the language at hand, the others that this person may see, those that may be begun."""
    editions = {}
    taken: set[str] = set()
    if story:
        editions = {row.language: row for row in Edition.objects.visible_to(user).filter(article=story)}
        taken = set(story.editions.values_list("language", flat=True))
    tabs = []
    for code, name in settings.LANGUAGES:
        edition = editions.get(code)
        path = ""
        if edition:
            path = reverse("admin:articles_edition_change", args=[edition.pk])
        elif code not in taken and user.has_perm("articles.add_edition"):
            path = new_text(code, story)
        tabs.append(LanguageTab(code, name, path, code == current, edition is not None))
    return tabs


def new_text(language: str, story: Article | None) -> str:
    query = f"language={language}" + (f"&story={story.short_id}" if story else "")
    return f"{reverse('admin:articles_edition_add')}?{query}"


def latest_note(edition: Edition) -> AuditEntry | None:
    """The note with which an editor returned the text, until it is submitted again."""
    last = AuditEntry.objects.filter(edition_id=edition.pk, act__in=[Step.SUBMIT, Step.RETURN]).order_by("-pk").first()
    return last if last and last.act == Step.RETURN else None


def history_of(edition: Edition) -> QuerySet:
    """Saved revisions and moves in one list, the newest first, as told() takes it; to be cut into pages."""
    saves = edition.revisions.order_by().values("at", "pk", what=Value(SAVE))
    moves = AuditEntry.objects.filter(edition_id=edition.pk).order_by().values("at", "pk", what=Value(MOVE))
    return saves.union(moves, all=True).order_by("-at", "-what", "-pk")


def told(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """A page of history_of() to be shown: {"at", "what", "who", "note"}, of a saved revision also {"revision", "restored"}."""
    page = list(rows)
    keys: dict[int, list[int]] = {kind: [row["pk"] for row in page if row["what"] == kind] for kind in (SAVE, MOVE)}
    revisions = Revision.objects.select_related("by", "restored_from").defer("content", "restored_from__content")
    saves = revisions.in_bulk(keys[SAVE])
    moves = AuditEntry.objects.in_bulk(keys[MOVE])
    return [told_save(saves[row["pk"]]) if row["what"] == SAVE else told_move(moves[row["pk"]]) for row in page]


def told_save(row: Revision) -> dict[str, Any]:
    restored = row.restored_from.number if row.restored_from else None
    about = {"at": row.at, "what": "", "who": row.by.name, "note": row.on_behalf_of}
    return about | {"revision": row.number, "restored": restored}


def told_move(row: AuditEntry) -> dict[str, Any]:
    return {"at": row.at, "what": LABELS.get(row.act, row.act), "who": row.user_name, "note": row.note}
