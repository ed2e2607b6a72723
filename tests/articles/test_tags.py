"""A page that would look otherwise after a change carries one of the change's tags: else readers keep the old one."""

import re

import pytest

from articles.models import Author, Change, Edition, Photo, Place, Section, Source, Topic
from editorial import reference
from editorial.acts import Act
from editorial.models import Masthead
from editorial.workflow import Step
from tests.articles.site import every_public_address
from tests.editorial.door import change_shared
from tests.make import (
    make_author,
    make_board_member,
    make_chief,
    make_edition,
    make_editor,
    make_live,
    make_masthead,
    make_photo,
    make_place,
    make_section,
    make_source,
    make_topic,
    make_translator,
    make_writer,
    release_again,
    signed,
    step,
)

pytestmark = pytest.mark.django_db

LANGUAGES = ["ar", "ckb", "en"]
EMPTY_FEEDS_CLOCK = re.compile(b"<lastBuildDate>[^<]*")  # without a story in it, a feed names the present


@pytest.fixture
def live():
    """A story with everything that a page can show, in two languages, with others around it."""
    make_masthead()
    author = make_author(portrait=make_photo())
    make_board_member(author=author, portrait=make_photo())
    everything = {
        "section": make_section("نفط", parent=make_section("اقتصاد")), "topics": [make_topic()], "picture": make_photo(),
        "place": make_place(), "bylines": signed(author, (make_source(), "posted")),
    }  # fmt: skip
    live = make_live(**everything)
    make_live(article=live.article, language="en", by=make_translator(), headline="A bridge", bylines=everything["bylines"])
    make_live(section=live.section, headline="خبر من القسم نفسه")
    make_live(headline="خبر يحمل بطاقته", body=f'<p>نص</p><figure data-story="{live.short_id}"></figure>')
    make_live(kind="opinion", bylines=signed(author), headline="رأي")
    return live


def addresses():
    """Of every page on which something of the stories may stand."""
    stories = {path for edition in Edition.objects.all() for code in LANGUAGES for path in every_public_address(edition, code)}
    sections = {section.path(code) for section in Section.objects.all() for code in LANGUAGES}
    return stories | sections | {f"{section}rss.xml" for section in sections} | {"/board/", "/en/board/", "/ckb/board/"}


def pages_at(client, addresses):
    """The pages that there are: their bytes and their tags."""
    answers = {address: client.get(address) for address in addresses}
    return {
        address: (EMPTY_FEEDS_CLOCK.sub(b"", answer.content), set(answer.headers["Surrogate-Key"].split()))
        for address, answer in answers.items()
        if answer.status_code == 200
    }


def stale(client, act):
    """Addresses of pages that look otherwise after the act and that nobody was told to replace."""
    watched = addresses()
    before, last = pages_at(client, watched), Change.objects.latest("sequence").sequence
    act()
    after = pages_at(client, watched)
    told = {tag for change in Change.objects.after(last) for tag in change.tags}
    changed = [address for address in before if address not in after or before[address][0] != after[address][0]]
    assert changed, "the act changes nothing, so it proves nothing"
    return {address for address in changed if not before[address][1] & told}


def test_a_new_text_is_told_to_every_page_that_shows_something_of_it(client, live):
    editor, writer = make_editor(), live.edition.created_by
    assert stale(client, lambda: release_again(live.edition, writer=writer, editor=editor, headline="عنوان جديد")) == set()


def test_a_story_that_moves_is_told_to_where_it_was_and_to_where_it_goes(client, live):
    editor = make_editor()
    changed = {"section": make_section("ثقافة"), "topics": [make_topic("سدود").pk], "place": make_place("البصرة")}

    def act():
        change_shared(live.edition, by=editor, **changed)
        release_again(live.edition, writer=editor, editor=make_editor(), bylines=signed(make_author("نادية الصفار")))

    assert stale(client, act) == set()


def test_a_new_story_is_told_to_the_lists_and_to_the_stories_beside_it(client, live):
    assert stale(client, lambda: make_live(section=live.section, topics=list(Topic.objects.all()))) == set()


def test_a_draft_s_card_in_a_published_story_appears_with_its_release(client, live):
    editor = make_editor()
    draft = make_edition(stage="approved", approved_by=editor, headline="خبر سيُنشر")
    holder = make_live(body=f'<p>نص</p><figure data-story="{draft.article.short_id}"></figure>', by=make_writer())
    assert stale(client, lambda: step(draft, Step.PUBLISH, by=editor)) == set()
    assert "خبر سيُنشر" in client.get(holder.get_absolute_url()).content.decode()


def test_a_translation_is_told_to_the_story_in_its_other_languages(client, live):
    words = {"language": "ckb", "by": make_translator(), "headline": "پردێک"}
    assert stale(client, lambda: make_live(article=live.article, **words)) == set()


def change(row, **fields):
    with reference.telling(row, Act.REFERENCE_CHANGED, by=make_chief(), fields=fields):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Section, {"name_ar": "طاقة", "name_en": "Energy"}),
        (Topic, {"name_ar": "سدود"}),
        (Topic, {"slug": "dams"}),
        (Place, {"name_ar": "الناصرية"}),
        (Author, {"name_ar": "نادية الصفار", "name_en": "Nadia"}),
        (Author, {"slug": "nadia"}),
        (Source, {"name_ar": "وكالة الأنهار"}),
        (Photo, {"kind": "archive"}),
        (Masthead, {"name_ar": "الرافدين", "name_en": "Rafidain"}),
        (Masthead, {"board_line_ar": "مجلس التحرير: مجموعة صحفيات"}),
    ],
)
def test_a_changed_name_is_told_to_every_page_on_which_it_stands(client, live, model, fields):
    row = {Section: live.section, Photo: live.release.picture}.get(model) or model.objects.first()
    assert stale(client, lambda: change(row, **fields)) == set()


def test_a_section_that_moves_is_told_to_both_parents_pages(client, live):
    parent = make_section("ثقافة")
    assert stale(client, lambda: change(live.section, parent=parent)) == set()
