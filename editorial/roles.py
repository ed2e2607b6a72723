"""Who may do what: one table."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    WRITER = "writer", _("Writer")
    TRANSLATOR = "translator", _("Translator")
    EDITOR = "editor", _("Editor")
    CHIEF = "chief", _("Chief editor")
    PHOTO = "photo", _("Photo editor")
    TECHNICAL = "technical", _("Technical administrator")


class RoleRow(NamedTuple):
    """What a role may do: names of permissions, Django's own for the desk's plain tables among them."""

    permissions: frozenset[str]


def crud(*models_: str) -> set[str]:
    """Django's four permissions on each of `app.model`."""
    pairs = [name.split(".") for name in models_]
    return {f"{app}.{verb}_{model}" for app, model in pairs for verb in ("view", "add", "change", "delete")}


def views(*models_: str) -> set[str]:
    return {name.replace(".", ".view_", 1) for name in models_}


REFERENCE = ("articles.section", "articles.topic", "articles.place", "articles.author", "articles.source")
STORY = {"articles.view_edition", "articles.add_edition", "articles.change_edition"}
BYLINES = crud("articles.byline")

WRITING = STORY | BYLINES | views(*REFERENCE, "articles.photo") | {"articles.add_photo"}
WRITER = WRITING | {"editorial.read_own", "editorial.write_own", "editorial.submit", "editorial.bin"}
EDITOR = WRITER | crud("articles.topic", "articles.place", "articles.source", "articles.author") | {
    "articles.change_photo",
    "editorial.read_all", "editorial.write_all", "editorial.review", "editorial.approve", "editorial.publish",
    "editorial.view_auditentry",
}  # fmt: skip
CHIEF = EDITOR | crud("articles.section", "articles.photo", "editorial.boardmember") | {
    "editorial.view_masthead", "editorial.change_masthead", "editorial.empty_bin",
}  # fmt: skip

ROLES: dict[Role, RoleRow] = {
    Role.WRITER: RoleRow(frozenset(WRITER)),
    Role.TRANSLATOR: RoleRow(frozenset(WRITER | {"editorial.read_all"})),
    Role.EDITOR: RoleRow(frozenset(EDITOR)),
    Role.CHIEF: RoleRow(frozenset(CHIEF)),
    Role.PHOTO: RoleRow(frozenset(crud("articles.photo") | {"articles.view_edition", "editorial.read_all"})),
    # Keeps accounts and the machine; reads no draft and moves no story.
    Role.TECHNICAL: RoleRow(frozenset(crud("editorial.user", "editorial.grant") - {"editorial.delete_user"})),
}


def permissions_of(roles: Iterable[Role]) -> frozenset[str]:
    """Everything that any of the roles may do."""
    return frozenset().union(*(ROLES[role].permissions for role in roles))
