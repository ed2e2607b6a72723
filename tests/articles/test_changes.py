"""The outbox: a follower that has seen a number has seen every change before it."""

import pytest
from django.db import OperationalError, connection, connections, transaction

from articles.models import Change, Stage
from editorial.workflow import Step
from tests.at_once import at_once
from tests.make import make_edition, make_editor, make_live, step

pytestmark = pytest.mark.django_db


@transaction.atomic
def record_impatiently(tags):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '200ms'")
    Change.objects.record(tags)


@pytest.mark.django_db(transaction=True)
def test_a_follower_of_changes_never_steps_over_one_that_is_committed_later():
    """The earlier-begun transaction draws its number first and commits last: the other has to wait for it."""
    slow = connections.create_connection("default")
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute("INSERT INTO articles_change (tags) VALUES ('{article:1}') RETURNING sequence")
            first = cursor.fetchone()[0]
        with pytest.raises(OperationalError, match="lock timeout"):
            record_impatiently(["article:2"])
        assert not Change.objects.after(0).exists()
        slow.commit()
    finally:
        slow.close()
    second = Change.objects.record(["article:2"])
    assert [change.sequence for change in Change.objects.after(0)] == [first, second.sequence]
    assert second.sequence > first


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_began_earlier_but_wrote_later_has_the_later_number():
    slow = connections.create_connection("default")
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute("SELECT 1")
            seen = Change.objects.record(["article:1"]).sequence
            cursor.execute("INSERT INTO articles_change (tags) VALUES ('{article:2}')")
        slow.commit()
    finally:
        slow.close()
    assert [change.tags for change in Change.objects.after(seen)] == [["article:2"]]


@pytest.mark.django_db(transaction=True)
def test_changes_of_many_people_at_once_are_numbered_in_the_order_in_which_they_appear():
    watched = []

    def record(number):
        for turn in range(5):
            Change.objects.record([f"article:{number}-{turn}"])

    def watch():
        last = 0
        while len(watched) < 20:
            for change in Change.objects.after(last):
                watched.append(change.sequence)
                last = change.sequence

    answers = at_once(*(lambda number=number: record(number) for number in range(4)), watch)
    assert answers == [None] * 5
    assert watched == sorted(Change.objects.values_list("sequence", flat=True))


def test_changes_carry_each_tag_once():
    assert Change.objects.record(["section:3:ar", "article:7", "article:7"]).tags == ["article:7", "section:3:ar"]


def test_every_move_to_readers_writes_one_change_after_the_rows_it_tells_of():
    live = make_live()
    change = Change.objects.get()
    assert f"article:{live.article_id}" in change.tags
    assert f"front:{live.language}" in change.tags


def test_a_move_that_readers_do_not_see_writes_no_change():
    edition = make_edition(stage=Stage.APPROVED)
    step(edition, Step.RETURN, by=make_editor(), note="تنقصها جملة المصدر")
    assert not Change.objects.exists()
