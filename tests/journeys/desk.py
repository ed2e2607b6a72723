"""What people do at the desk, by keyboard and mouse."""

from collections.abc import Sequence

from playwright.sync_api import Page, expect

from editorial.models import User
from tests.make import PASSWORD


class Desk:
    """One signed-in person's window."""

    def __init__(self, page: Page, user: User) -> None:
        self.page = page
        page.goto("/desk/")
        page.locator("#id_username").fill(user.username)
        page.locator("#id_password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("#user-tools")).to_contain_text(user.name)

    def begin(self) -> None:
        self.page.goto("/desk/articles/edition/add/")
        expect(self.page.locator(".ProseMirror")).to_have_attribute("dir", "rtl")

    def type_headline(self, headline: str) -> None:
        self.page.locator("#id_headline").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(headline)

    def type_body(self, paragraphs: Sequence[str]) -> None:
        self.page.locator(".ProseMirror").click()
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.type(paragraph)

    def add_related_story(self, address: str) -> None:
        self.page.keyboard.press("Enter")
        self.page.locator("button[data-name=relatedStory]").click()
        self.page.keyboard.type(address)
        self.page.keyboard.press("Enter")
        expect(self.page.locator(".ProseMirror figure.related-story")).to_be_visible()

    def choose(self, field: str, words: str) -> None:
        """Pick from a searched list, as the bylines' and topics' are."""
        self.page.locator(f".field-{field} .select2-selection").first.click()
        self.page.keyboard.type(words)
        self.page.locator(".select2-results__option--highlighted", has_text=words).wait_for()
        self.page.keyboard.press("Enter")

    def save(self) -> None:
        self.page.locator("[name=_continue]").click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def save_and_submit(self) -> None:
        self.page.locator("[name=_submit]").click()
        expect(self.page.locator(".story-review .stage--review")).to_be_visible()

    def take_step(self, step: str, note: str = "") -> None:
        if note:
            self.page.locator("#id_note").click()
            self.page.keyboard.type(note)
        self.page.locator(f"button[name=step][value={step}]").click()
        expect(self.page.locator(".messagelist .success")).to_be_visible()

    def open_waiting(self, headline: str) -> None:
        """From the first page of the desk, where it waits for this person."""
        self.page.goto("/desk/")
        self.page.locator(".waiting").get_by_text(headline).click()
