"""Whatever word a story, a name or a caption holds, no page is wider than the screen that shows it."""

import pytest

from articles.models import Kind
from tests.make import (
    make_author,
    make_board_member,
    make_live,
    make_masthead,
    make_photo,
    make_section,
    make_source,
    make_topic,
    signed,
)  # fmt: skip

pytestmark = pytest.mark.django_db(transaction=True)

LETTERS = {"ar": "ن", "en": "x"}
BODY = (
    '<p>{word}</p><p><a href="{url}">{url}</a></p><h2>{short}</h2><blockquote><p>{short}</p></blockquote>'
    '<ul><li>{word}</li></ul><figure data-story="{card}"></figure>'
)
URL = "https://example.org/" + "a" * 480
WIDTHS = [360, 768, 1280]

# What stands out of its box on the screen, the row of sections apart, which scrolls by itself.
OUTSIDE = """() => [...document.querySelectorAll("body *")]
  .filter(each => !each.closest(".menu__row, .skip"))
  .filter(each => { const box = each.getBoundingClientRect(); return box.left < -1 || box.right > innerWidth + 1 })
  .map(each => `${each.tagName}.${each.className}`)"""


def put_on_air(language: str) -> list[str]:
    """A front page with every part of it, all made of words without end; gives back the pages to look at."""
    letter = LETTERS[language]
    word, name, short = letter * 3000, letter * 60, letter * 200
    section, topic = make_section(name, slug="world"), make_topic(name)
    photo = make_photo(alt=short, caption=short, credit=letter * 120)
    author, source = make_author(name, bio=short, portrait=photo), make_source(name)
    make_masthead(line=letter * 120, board_line=letter * 200, owner=letter * 120)
    make_board_member(name, position=name, bio=short, author=author, portrait=photo)
    text = {"headline": short, "summary": letter * 600, "kicker": letter * 80, "language": language, "section": section}
    text |= {"bylines": signed(author, (source, "posted")), "topics": [topic]}
    other = make_live(**text, picture=photo)
    body = BODY.format(word=word, url=URL, short=short, card=other.short_id)
    for kind in (Kind.OPINION, Kind.BREAKING, *[Kind.NEWS] * 4):
        make_live(**text, kind=kind)
        live = make_live(**text, kind=kind, picture=photo, body=body)
    prefix = "" if language == "ar" else f"/{language}"
    names = [f"/topic/{topic.slug}/", f"/author/{author.slug}/", f"/source/{source.slug}/"]
    pages = ["/", "/world/", "/board/", f"/search/?q={short}", *names, "/nowhere/"]
    return [*(prefix + page for page in pages), live.get_absolute_url()]


@pytest.mark.parametrize("language", LETTERS)
def test_no_word_makes_a_page_wider_than_the_screen(anybody, language):
    window, wide = anybody(), {}
    for address in put_on_air(language):
        window.goto(address)
        for width in WIDTHS:
            window.set_viewport_size({"width": width, "height": 740})
            window.wait_for_function(f"innerWidth === {width}")
            found = window.evaluate("document.documentElement.scrollWidth"), window.evaluate(OUTSIDE)
            if found != (width, []):
                wide[address[:40], width] = found
    assert wide == {}
