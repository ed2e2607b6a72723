"""What loading the demonstration refuses, and that it leaves nothing half-made."""

import pytest
from django.core.management import CommandError, call_command

from articles.models import Change, Edition, Photo
from editorial import revisions
from newsroom.demo import load, records
from newsroom.settings import base
from tests.make import make_live, make_section, make_writer

pytestmark = pytest.mark.django_db

SEED_HEADLINE = "بوتين وكيم في قمة ببكين.. تقدير روسي لمشاركة كوريا الشمالية"


@pytest.fixture
def small_day(monkeypatch):
    """Two stories of the day, one with a card of the other, without pictures: quick enough to be loaded in each test."""
    chosen = [story._replace(picture="") for story in records.stories() if story.key in {"putin-kim", "russia-china"}]
    whole = records.reference()
    monkeypatch.setattr(records, "stories", lambda: chosen)
    monkeypatch.setattr(records, "reference", lambda: whole._replace(photos=[]))
    return chosen


def nothing_is_there():
    return not any(model.objects.exists() for model in [*load.OURS, Photo, Change])


@pytest.mark.parametrize("make", [make_live, make_section, make_writer])
def test_a_newsroom_in_which_somebody_works_is_left_alone(make, capsys):
    make()
    before = {model: model.objects.count() for model in load.OURS}
    call_command("load_demo")
    assert {model: model.objects.count() for model in load.OURS} == before
    assert capsys.readouterr().out


def test_where_no_demo_is_allowed_the_command_fails_and_makes_nothing(settings, small_day):
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError) as refused:
        call_command("load_demo")
    assert str(refused.value)
    assert "\n" not in str(refused.value)
    assert nothing_is_there()


def test_nowhere_is_a_demo_allowed_that_does_not_say_so():
    assert base.DEMO_ALLOWED is False


def test_a_story_that_cannot_be_told_leaves_nothing_behind(monkeypatch, small_day):
    broken = small_day[-1]._replace(
        key="broken", texts=[small_day[-1].texts[0]._replace(body='<p>نص</p><figure data-story="nobody"></figure>')]
    )
    monkeypatch.setattr(records, "stories", lambda: [*small_day, broken])
    with pytest.raises(KeyError, match="nobody"):
        load.load_into_empty()
    assert nothing_is_there()


def test_the_demo_goes_through_the_same_saves_as_everybody(monkeypatch, small_day):
    saved = []
    real = revisions.save

    def watched(edition, content, **words):
        saved.append(content["headline"])
        return real(edition, content, **words)

    monkeypatch.setattr(revisions, "save", watched)
    call_command("load_demo")
    assert SEED_HEADLINE in saved
    assert len(saved) == Edition.objects.count()
