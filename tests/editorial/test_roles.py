"""Who may do what is one table; a role's power is what its row says and nothing that follows from another."""

import pytest

from editorial.roles import ROLES, Role, permissions_of
from editorial.workflow import RULES
from tests.make import make_technical, make_user

pytestmark = pytest.mark.django_db

POWER_OVER_STORIES = {
    "read_own",
    "read_all",
    "write_own",
    "write_all",
    "submit",
    "review",
    "approve",
    "publish",
    "bin",
    "empty_bin",
}


def may(role):
    """The role's powers over stories, without the desk's plain tables."""
    return {name.removeprefix("editorial.") for name in ROLES[role].permissions} & POWER_OVER_STORIES


@pytest.mark.parametrize(
    ("role", "powers"),
    [
        (Role.WRITER, {"read_own", "write_own", "submit", "bin"}),
        (Role.TRANSLATOR, {"read_own", "read_all", "write_own", "submit", "bin"}),
        (Role.EDITOR, POWER_OVER_STORIES - {"empty_bin"}),
        (Role.CHIEF, POWER_OVER_STORIES),
        (Role.PHOTO, {"read_all"}),
        (Role.TECHNICAL, set()),
    ],
)
def test_each_role_has_the_powers_of_its_row(role, powers):
    assert may(role) == powers


def test_every_step_asks_for_a_power_that_somebody_has():
    given = permissions_of(Role)
    assert {rule.permission for rule in RULES.values()} <= given


def test_the_technical_administrator_has_no_editorial_power_and_only_they_keep_accounts():
    keep_accounts = {role for role in Role if "editorial.change_user" in ROLES[role].permissions}
    assert keep_accounts == {Role.TECHNICAL}
    assert not {name for name in ROLES[Role.TECHNICAL].permissions if name.startswith("articles.")}


def test_nobody_deletes_stories_releases_the_trail_or_the_staff_by_the_desk_s_plain_tables():
    given = permissions_of(Role)
    for model in ("articles.edition", "articles.article", "articles.release", "articles.revision", "articles.live",
                  "articles.change", "editorial.auditentry", "editorial.user", "editorial.masthead"):  # fmt: skip
        assert model.replace(".", ".delete_") not in given
    for model in ("articles.release", "articles.revision", "articles.live", "articles.change", "editorial.auditentry"):
        assert not {model.replace(".", f".{verb}_") for verb in ("add", "change")} & given


def test_two_roles_may_do_what_either_may():
    person = make_user(Role.PHOTO, Role.WRITER)
    assert person.has_perm("articles.change_photo")
    assert person.has_perm("editorial.submit")
    assert not person.has_perm("editorial.approve")


def test_somebody_without_a_role_may_nothing():
    nobody = make_user()
    assert not any(nobody.has_perm(permission) for permission in permissions_of(Role))
    assert not nobody.has_module_perms("articles")


def test_somebody_who_left_may_nothing_and_has_no_place_at_the_desk():
    left = make_user(Role.CHIEF, is_active=False)
    assert not left.has_perm("editorial.publish")
    assert not left.has_module_perms("articles")
    assert not left.is_staff


def test_there_is_no_superuser():
    assert not hasattr(make_technical(), "is_superuser")
