"""Texts taken apart for comparing: paragraphs of words, each with its formatting. Knows no models."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from lxml import html

from newsroom.lib.html import INLINE, fragments
from newsroom.lib.text import MARKS

BREAK = "\u2028"  # <br> among words; a cleaned body never holds it
BOLD, LINK = "strong", "a"
# A word keeps its tashkeel, tatweel and joiners; a number its separators: «3.5» is one thing.
TASHKEEL = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
LETTER = rf"[\w{TASHKEEL}\u200c\u200d]"
WORD = rf"{LETTER}(?:{LETTER}|(?<=\d)[.,:/٫٬](?=\d)|['’](?=\w))*"
TOKEN = re.compile(rf"([^\S{BREAK}]*)({WORD}|{BREAK}|\S|\Z)")
WORDS = re.compile(WORD)
# As the sanitiser writes them; of a card the start tag, which names its story, stays.
BLOCK_EDGE = re.compile(r"</?(?:p|h2|h3|ul|ol|li|blockquote)>|</figure>")
CARD = re.compile(r'<figure data-story="([^"]*)">')
TAG = re.compile(r"<[^>]*>")
# Spellings of one word: hamza on or off its seat, final ى/ي and ة/ه, Persian and Kurdish ی ک.
SPELLINGS = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىیئ", "ي"), "ؤ": "و", "ة": "ه", "ک": "ك"})


class Run(NamedTuple):
    """Letters that are formatted alike; `marks` in ascending order: ("strong",), or ("a", "https://…")."""

    text: str
    marks: tuple[tuple[str, str], ...] = ()


class Token(NamedTuple):
    """A word or a sign, with the blanks before it; at a text's end the word may be empty."""

    space: str
    runs: tuple[Run, ...]

    @property
    def word(self) -> str:
        return "".join(run.text for run in self.runs)


class Paragraph(NamedTuple):
    """The least part of a body that stands on its own lines.

    `shape` names the blocks around its words, the outermost first: ("p",), or ("ul", "li", "p"). `opens` counts from which
    of them on they begin with this paragraph: of a list of two the second opens its own ("li", "p") and no new list.
    """

    shape: tuple[str, ...]
    opens: int
    tokens: tuple[Token, ...]

    @property
    def words(self) -> list[str]:
        """Each word as spelling() has it."""
        return [spelling(token.word) for token in self.tokens]


def spelling(word: str) -> str:
    """The word without tashkeel and tatweel, its hamzas off their seats: what only writes it otherwise is the same."""
    return MARKS.sub("", word).translate(SPELLINGS) or word


def tokens(runs: list[Run]) -> tuple[Token, ...]:
    """The words of a paragraph in order; put together they are its text again, letter by letter."""
    text = "".join(run.text for run in runs)
    marks = [run.marks for run in runs for _letter in run.text]
    found = (match for match in TOKEN.finditer(text) if match.group())
    return tuple(Token(match.group(1), tuple(cut(text, marks, *match.span(2)))) for match in found)


def cut(text: str, marks: list[tuple[tuple[str, str], ...]], start: int, end: int) -> Iterator[Run]:
    while start < end:
        stop = start + 1
        while stop < end and marks[stop] == marks[start]:
            stop += 1
        yield Run(text[start:stop], marks[start])
        start = stop


def plain_tokens(text: str) -> tuple[Token, ...]:
    """The words of a field without formatting; its lines stay apart."""
    return tokens([Run(text.replace("\n", BREAK))])


def paragraphs(body: str) -> list[Paragraph]:
    """A cleaned body taken apart. A related story is a paragraph of one word, its short id."""
    reader = Reader()
    for block in fragments(body):
        reader.read(block, ())
    reader.close()
    return reader.found


def pieces(body: str) -> list[str]:
    """The markup of each paragraph of a cleaned body, quickly: for going through hundreds of versions of it."""
    return [piece for piece in BLOCK_EDGE.split(body) if piece.strip()]


def card_in(piece: str) -> str:
    """The short id of the related story that the piece is, else nothing."""
    found = CARD.search(piece)
    return found.group(1) if found else ""


def text_in(piece: str) -> str:
    """What is to be read in such a piece, its lines apart."""
    return unescape(TAG.sub("", piece.replace("<br>", "\n"))).strip()


def words_in(piece: str) -> list[str]:
    """The words of such a piece, each as spelling() has it, without its signs; of a related story its short id."""
    return WORDS.findall(spelling(card_in(piece) or text_in(piece)))


class Reader:
    """Walks the blocks of a body and gathers their words, whatever lies in what."""

    def __init__(self) -> None:
        self.found: list[Paragraph] = []
        self.open: list[str] = []
        self.opens = 0
        self.runs: list[Run] = []

    def read(self, element: html.HtmlElement, marks: tuple[tuple[str, str], ...]) -> None:
        if element.tag == "br":
            self.runs.append(Run(BREAK, marks))
        elif element.tag in INLINE:
            self.inside(element, tuple(sorted({*marks, (element.tag, element.get("href", ""))})))
        else:
            self.close()
            self.open.append(element.tag)
            if element.tag == "figure":
                self.runs.append(Run(element.get("data-story", "")))
            self.inside(element, marks)
            self.close()
            self.open.pop()
            self.opens = min(self.opens, len(self.open))

    def inside(self, element: html.HtmlElement, marks: tuple[tuple[str, str], ...]) -> None:
        if element.text:
            self.runs.append(Run(element.text, marks))
        for child in element:
            self.read(child, marks)
            if child.tail:
                self.runs.append(Run(child.tail, marks))

    def close(self) -> None:
        """End the paragraph at hand, if it says anything: blanks between two blocks are none."""
        if any(run.text.strip() for run in self.runs):
            self.found.append(Paragraph(tuple(self.open), self.opens, tokens(self.runs)))
            self.opens = len(self.open)
        self.runs = []
