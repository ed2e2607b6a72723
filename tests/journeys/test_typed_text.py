"""What is typed at the desk stays typed: gone back to, and asked about before it is left."""

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import Desk
from tests.make import make_edition, make_writer

pytestmark = pytest.mark.django_db(transaction=True)


def test_gone_back_to_the_text_stands_as_it_was_typed(anybody):
    writer = make_writer()
    edition = make_edition(by=writer, body="<p>النص القديم</p>")
    desk = Desk(anybody(), writer)
    page = desk.page
    page.goto(f"/desk/articles/edition/{edition.pk}/change/")
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("نص كُتب ولم يُحفظ")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("a.closelink").first.click()
    expect(page.locator(".history").first).to_be_visible()
    page.go_back()
    expect(page.locator(".ProseMirror")).to_have_text("نص كُتب ولم يُحفظ")
    desk.save()
    edition.refresh_from_db()
    assert edition.body == "<p>نص كُتب ولم يُحفظ</p>"


def test_leaving_with_unsaved_text_is_asked_about(anybody):
    desk = Desk(anybody(), make_writer())
    asked = []
    desk.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    desk.begin()
    desk.type_headline("عنوان لم يُحفظ")
    desk.page.locator(".languages__tab", has_text="English").click()
    expect(desk.page.locator("#id_headline")).to_have_value("عنوان لم يُحفظ")
    assert asked == ["beforeunload"]


def test_a_link_in_the_preview_leads_nowhere(anybody):
    writer = make_writer()
    edition = make_edition(by=writer, headline="خبر للمعاينة")
    page = Desk(anybody(), writer).page
    page.goto(f"/desk/articles/edition/{edition.pk}/review/")
    frame = page.frame_locator("iframe.preview")
    frame.locator("a[rel=home]").first.click()
    page.wait_for_timeout(500)
    expect(frame.locator("h1")).to_have_text("خبر للمعاينة")
