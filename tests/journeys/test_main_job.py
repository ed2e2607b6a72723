"""The main job, on the page that the project started from: a writer drafts, an editor approves, a reader reads."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from articles.models import Edition, Live
from tests.journeys.desk import Desk
from tests.make import make_author, make_editor, make_masthead, make_section, make_source, make_topic, make_writer

SEED = Path(settings.ROOT / "newsroom" / "demo" / "data" / "seed.txt").read_text(encoding="utf-8").splitlines()
LINES = [line for line in SEED if line.strip()]
BOARD_LINE, ACCREDITATION_LINE = LINES[0], f"{LINES[1]} {LINES[2]}"
SUMMIT_HEADLINE, SUMMIT = LINES[3], LINES[6:12]
ALLIES_HEADLINE, ALLIES = LINES[12], LINES[13:]
FIRST_TRY = "بوتين وكيم في قمة"
NEXT_HEADLINE = "عنوان لم يُنشر بعد"
LISTS = ["/", "/world/", "/topic/asia/", "/source/alamsar/", "/rss.xml", "/world/rss.xml", "/search/?q=بوتين"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def newsroom() -> None:
    make_masthead(
        board_line=BOARD_LINE, accreditation_line=ACCREDITATION_LINE, accreditation_status="papers_submitted"
    )
    make_section("عالم", slug="world")
    make_topic("آسيا", slug="asia")
    make_source("الأمصار", slug="alamsar", kind="site")
    make_author("سارة الحلي", slug="sara")


def nowhere(reader: Page, headline: str) -> None:
    """No public page, feed or search names the story."""
    for path in LISTS:
        answer = reader.request.get(path)
        assert answer.ok, path
        assert headline not in answer.text(), path
    edition = Edition.objects.get(headline=headline)
    for path in [f"/a/{edition.article.short_id}/", f"/world/{edition.article.short_id}/x/"]:
        assert reader.request.get(path).status == 404


def test_the_seed_goes_from_the_writers_keyboard_to_the_readers_page(anybody, newsroom):
    writer = Desk(anybody(), make_writer(name="سارة الحلي"))
    editor = Desk(anybody(), make_editor(name="حيدر الكناني"))
    reader = anybody()

    # The second story of the page first: the other one embeds it.
    allies = publish_the_allies(writer, editor)
    draft_the_summit(writer, allies)
    nowhere(reader, FIRST_TRY)
    writer.save_and_submit()
    assert writer.page.locator("button[value=approve]").count() == 0

    return_and_mend(writer, editor)
    editor.open_waiting(SUMMIT_HEADLINE)
    expect(editor.page.frame_locator("iframe.preview").locator("h1")).to_have_text(SUMMIT_HEADLINE)
    editor.take_step("approve")
    nowhere(reader, SUMMIT_HEADLINE)
    editor.take_step("publish")

    check_what_readers_get(reader)
    check_a_change_stays_with_the_desk(writer, reader)


def publish_the_allies(writer: Desk, editor: Desk) -> Live:
    writer.begin()
    writer.type_headline(ALLIES_HEADLINE)
    writer.type_body(ALLIES)
    writer.page.locator("#id_section").select_option(label="عالم")
    writer.save_and_submit()
    editor.open_waiting(ALLIES_HEADLINE)
    editor.take_step("approve")
    editor.take_step("publish")
    return Live.objects.get()


def draft_the_summit(writer: Desk, allies: Live) -> None:
    writer.begin()
    writer.type_headline(FIRST_TRY)
    writer.type_body(SUMMIT)
    writer.add_related_story(allies.short_id)
    writer.page.locator("#id_section").select_option(label="عالم")
    writer.choose("topics", "آسيا")
    writer.choose("source", "الأمصار")
    writer.page.locator("#id_bylines-0-role").select_option("posted")
    writer.save()


def return_and_mend(writer: Desk, editor: Desk) -> None:
    editor.open_waiting(FIRST_TRY)
    expect(editor.page.frame_locator("iframe.preview").locator("h1")).to_have_text(FIRST_TRY)
    editor.take_step("take")
    editor.take_step("return", note="العنوان ناقص، كما في الأصل: ببكين وتقدير روسي")
    writer.open_waiting(FIRST_TRY)
    expect(writer.page.locator(".returned")).to_contain_text("العنوان ناقص")
    writer.type_headline(SUMMIT_HEADLINE)
    writer.save_and_submit()


def check_what_readers_get(reader: Page) -> None:
    for path in LISTS:
        assert SUMMIT_HEADLINE in reader.request.get(path).text(), path
    reader.goto("/")
    reader.get_by_role("link", name=SUMMIT_HEADLINE).first.click()
    expect(reader.locator("html")).to_have_attribute("dir", "rtl")
    expect(reader.locator("html")).to_have_attribute("lang", "ar")
    expect(reader.locator("h1")).to_have_text(SUMMIT_HEADLINE)
    for paragraph in SUMMIT:
        expect(reader.locator("main")).to_contain_text(paragraph)
    expect(reader.locator("main").get_by_role("link", name="الأمصار")).to_be_visible()
    expect(reader.locator("body")).to_contain_text(BOARD_LINE)
    expect(reader.locator("body")).to_contain_text(ACCREDITATION_LINE)
    assert reader.context.cookies() == []

    reader.get_by_role("link", name=ALLIES_HEADLINE).first.click()
    expect(reader.locator("h1")).to_have_text(ALLIES_HEADLINE)
    expect(reader.locator("main bdi", has_text="O Globo").first).to_have_text("O Globo")
    for paragraph in ALLIES:
        expect(reader.locator("main")).to_contain_text(paragraph)


def check_a_change_stays_with_the_desk(writer: Desk, reader: Page) -> None:
    live = Live.objects.get(release__headline=SUMMIT_HEADLINE)
    writer.page.goto(f"/desk/articles/edition/{live.edition_id}/change/")
    writer.type_headline(NEXT_HEADLINE)
    writer.save()
    reader.goto(live.get_absolute_url())
    expect(reader.locator("h1")).to_have_text(SUMMIT_HEADLINE)
    assert [path for path in LISTS if NEXT_HEADLINE in reader.request.get(path).text()] == []
