"""Somebody signed in at the desk, who fills in the story form as a browser would."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

from articles.models import Edition
from editorial.models import User
from tests.make import fresh

FIELDS = ("kicker", "headline", "summary", "body", "slug")

SHARED = ("kind", "section", "topics", "place", "picture")


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(edition: Edition, name: str = "change") -> str:
    return f"/desk/articles/edition/{edition.pk}/{name}/"


def filled(edition: Edition | None = None, **changes: Any) -> dict[str, Any]:
    """What the form posts: an empty one, or that of the edition as it stands, with `changes` typed over it."""
    content = fresh(edition).content() if edition else dict.fromkeys([*FIELDS, "picture"], "")
    shared = fresh(edition).article.content() if edition else dict.fromkeys(SHARED, "") | {"kind": "news", "topics": []}
    data = {name: content[name] for name in FIELDS} | {"picture": content["picture"]}
    data |= {name: shared[name] for name in ("kind", "section", "topics", "place")} | {"lead_picture": shared["picture"]}
    if edition:
        data |= {"text_base": fresh(edition).revision_id, "shared_base": fresh(edition).article.revision_id}
    return {name: "" if value is None else value for name, value in (data | bylines(edition) | changes).items()}


def bylines(edition: Edition | None) -> dict[str, Any]:
    rows = list(edition.bylines.order_by("position")) if edition else []
    data: dict[str, Any] = {"bylines-TOTAL_FORMS": len(rows) + 1, "bylines-INITIAL_FORMS": len(rows)}
    for number, row in enumerate(rows):
        named = {"id": row.pk, "edition": row.edition_id, "author": row.author_id, "source": row.source_id, "role": row.role}
        data |= {f"bylines-{number}-{name}": value for name, value in (named | {"position": number + 1}).items()}
    return data | byline(len(rows))


def byline(number: int, **named: Any) -> dict[str, Any]:
    """One row under the text, as `byline(0, source=agency.pk, role="posted")`."""
    row = {"id": "", "edition": "", "author": "", "source": "", "role": "text", "position": number + 1} | named
    return {f"bylines-{number}-{name}": value for name, value in row.items()}


def seen_by(edition: Edition) -> dict[str, Any]:
    """The ids that the review page posts with every step."""
    now = fresh(edition)
    return {"text": now.revision_id, "shared": now.article.revision_id}


def hidden(answer: HttpResponse) -> dict[str, Any]:
    """What the page itself posts again beside what a person typed: where the form now starts from."""
    form = answer.context["adminform"].form
    return {name: form[name].value() or "" for name in ("text_base", "shared_base", "over_text", "over_shared")}
