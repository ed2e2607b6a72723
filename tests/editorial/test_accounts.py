"""Who keeps the accounts may make, change and close them; the trail tells each act."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from editorial import accounts
from editorial.acts import Act
from editorial.models import AuditEntry, Grant, User
from editorial.roles import Role
from tests.at_once import at_once
from tests.make import make_chief, make_editor, make_technical, make_writer

pytestmark = pytest.mark.django_db

PASSWORD = "نخلة على ضفة الفرات"


def hala(**fields):
    words = {"username": "hala", "email": "hala@example.org", "name": "هالة العبيدي", "roles": [Role.WRITER], "by": None}
    return accounts.create(**words | fields)


def acts():
    return list(AuditEntry.objects.order_by("pk").values_list("act", "user_name", "note"))


def test_the_technical_administrator_makes_an_account_with_its_roles_and_the_trail_tells():
    laith = make_technical(name="ليث البصري")
    user = hala(roles=[Role.WRITER, Role.TRANSLATOR, Role.WRITER], by=laith)
    assert user.roles == [Role.WRITER, Role.TRANSLATOR]
    assert not user.has_usable_password()
    assert acts() == [
        (Act.ACCOUNT_MADE, "ليث البصري", "hala"),
        (Act.ROLE_GIVEN, "ليث البصري", "hala · writer"),
        (Act.ROLE_GIVEN, "ليث البصري", "hala · translator"),
    ]


def test_a_password_given_at_once_is_kept_as_a_hash_and_signs_in(client):
    user = hala(password=PASSWORD)
    assert PASSWORD not in user.password
    assert client.login(username="hala@example.org", password=PASSWORD)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"username": "Hala!"}, "username"),
        ({"username": "هالة"}, "username"),
        ({"email": "ليس بريداً"}, "email"),
        ({"name": ""}, "name"),
        ({"language": "fr"}, "language"),
    ],
)
def test_an_account_with_a_wrong_field_is_refused_and_nothing_is_made(fields, field):
    with pytest.raises(ValidationError) as refused:
        hala(**fields)
    assert field in refused.value.message_dict
    assert not User.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_user_name_and_an_e_mail_are_given_once_whatever_the_case():
    hala()
    for fields in ({"email": "other@example.org"}, {"username": "other", "email": "HALA@example.org"}):
        with pytest.raises(ValidationError):
            hala(**fields)
    assert User.objects.count() == 1


@pytest.mark.parametrize("weak", ["قصيرة", "password1234", "123456789012", "hala@example.org"])
def test_a_weak_password_makes_no_account(weak):
    with pytest.raises(ValidationError):
        hala(password=weak)
    assert not User.objects.exists()


def test_an_account_without_any_role_is_refused():
    with pytest.raises(ValidationError) as refused:
        hala(roles=[])
    assert refused.value.code == "no_role"
    assert not User.objects.exists()


@pytest.mark.parametrize("make", [make_writer, make_editor, make_chief])
def test_nobody_else_of_the_staff_makes_accounts_or_gives_roles(make):
    by, user = make(), hala()
    told = len(acts())
    with pytest.raises(PermissionDenied):
        hala(username="other", email="other@example.org", by=by)
    with pytest.raises(PermissionDenied):
        accounts.give(user, Role.CHIEF, by=by)
    with pytest.raises(PermissionDenied):
        accounts.take(user, Role.WRITER, by=by)
    with pytest.raises(PermissionDenied):
        accounts.change(user, [Role.CHIEF], by=by)
    assert len(acts()) == told
    assert User.objects.get(username="hala").roles == [Role.WRITER]


def test_a_role_given_counts_at_once_and_twice_is_once():
    user = hala()
    assert not user.has_perm("editorial.approve")
    accounts.give(user, Role.EDITOR, by=None)
    accounts.give(user, Role.EDITOR, by=None)
    assert user.has_perm("editorial.approve")
    assert Grant.objects.filter(user=user, role=Role.EDITOR).count() == 1
    accounts.take(user, Role.EDITOR, by=None)
    accounts.take(user, Role.EDITOR, by=None)
    assert not user.has_perm("editorial.approve")
    assert [act for act, _by, _note in acts()].count(Act.ROLE_GIVEN) == 2
    assert [act for act, _by, _note in acts()].count(Act.ROLE_TAKEN) == 1


def test_a_changed_account_tells_the_old_and_the_new_address():
    laith, user = make_technical(name="ليث البصري"), hala()
    user.email, user.is_active = "hala.new@example.org", False
    accounts.change(user, [Role.EDITOR], by=laith)
    assert User.objects.get(pk=user.pk).roles == [Role.EDITOR]
    email = User._meta.get_field("email").verbose_name  # as Laith reads it
    assert email != "email"
    assert acts()[2:] == [
        (Act.ACCOUNT_CLOSED, "ليث البصري", "hala"),
        (Act.ACCOUNT_CHANGED, "ليث البصري", f"hala · {email}: hala@example.org → hala.new@example.org"),
        (Act.ROLE_TAKEN, "ليث البصري", "hala · writer"),
        (Act.ROLE_GIVEN, "ليث البصري", "hala · editor"),
    ]


def test_a_closed_account_opens_again_and_the_password_stays():
    user = hala(password=PASSWORD)
    for is_active in (False, True):
        user.is_active = is_active
        accounts.change(user, [Role.WRITER], by=None)
    assert [act for act, _by, _note in acts()][-2:] == [Act.ACCOUNT_CLOSED, Act.ACCOUNT_OPENED]
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_the_last_technical_administrator_can_neither_be_closed_nor_lose_the_role():
    laith = make_technical()
    make_technical(is_active=False)
    with pytest.raises(ValidationError) as refused:
        accounts.take(laith, Role.TECHNICAL, by=laith)
    assert refused.value.code == "last_keeper"
    laith.is_active = False
    with pytest.raises(ValidationError):
        accounts.change(laith, [Role.TECHNICAL], by=None)
    assert User.objects.get(pk=laith.pk).is_active
    assert User.objects.get(pk=laith.pk).roles == [Role.TECHNICAL]


def test_one_of_two_technical_administrators_may_go():
    laith, _other = make_technical(), make_technical()
    laith.is_active = False
    accounts.change(laith, [Role.TECHNICAL], by=None)
    assert not User.objects.get(pk=laith.pk).is_active


@pytest.mark.django_db(transaction=True)
def test_of_two_technical_administrators_who_drop_each_other_at_once_one_stays():
    laith, sara = make_technical(), make_technical()
    answers = at_once(
        lambda: accounts.take(User.objects.get(pk=sara.pk), Role.TECHNICAL, by=laith),
        lambda: accounts.take(User.objects.get(pk=laith.pk), Role.TECHNICAL, by=sara),
    )
    assert sum(isinstance(answer, ValidationError) for answer in answers) == 1, answers
    assert Grant.objects.filter(role=Role.TECHNICAL).count() == 1
