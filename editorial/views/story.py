"""What the desk's pages of a story show around its text."""

from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse

from articles.models import Article, Edition
from editorial.acts import LABELS
from editorial.models import AuditEntry, User
from editorial.workflow import Step


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


def history_of(edition: Edition) -> list[dict[str, Any]]:
    """Saved revisions and moves in one list, the newest first: {"at", "what", "who", "note", "revision"}."""
    saves = [
        {"at": row.at, "what": "", "who": row.by.name, "note": row.on_behalf_of, "revision": row.number}
        for row in edition.revisions.select_related("by")
    ]
    moves = [
        {"at": row.at, "what": LABELS.get(row.act, row.act), "who": row.user_name, "note": row.note}
        for row in AuditEntry.objects.filter(edition_id=edition.pk)
    ]
    return sorted([*saves, *moves], key=lambda row: row["at"], reverse=True)
