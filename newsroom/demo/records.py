"""The demo day as plain records, read from the files beside this one. Knows no models.

Stories, people and pictures name one another by key; the keys live in these files only.
"""

import tomllib
from importlib import resources
from typing import Any, NamedTuple

from articles.languages import Language

FILES = resources.files("newsroom.demo") / "data"
LANGUAGES = Language.values

# A text in the site's languages, by code; a language without it has an empty one.
Words = dict[str, str]


class Masthead(NamedTuple):
    name: Words
    line: Words
    board_line: Words
    accreditation_line: Words
    owner: Words
    accreditation_status: str
    email: str


class Section(NamedTuple):
    key: str
    slug: str
    name: Words
    position: int
    parent: str  # key of the section that it is a part of, or empty


class Named(NamedTuple):
    """A topic or a place."""

    key: str
    slug: str
    name: Words


class Author(NamedTuple):
    key: str
    slug: str
    name: Words
    bio: Words


class Source(NamedTuple):
    key: str
    slug: str
    kind: str
    name: Words
    about: Words


class BoardMember(NamedTuple):
    name: Words
    position: Words
    bio: Words
    order: int
    author: str  # key of the member's page as an author, or empty


class Photo(NamedTuple):
    """A picture that `pictures.draw(pattern)` makes."""

    key: str
    pattern: str
    alt: Words
    caption: Words
    credit: Words


class Account(NamedTuple):
    key: str
    username: str
    name: str
    email: str
    language: str
    roles: list[str]


class Reference(NamedTuple):
    """Everything that stories lean on; parts of sections come after the sections they belong to."""

    masthead: Masthead
    sections: list[Section]
    topics: list[Named]
    places: list[Named]
    authors: list[Author]
    sources: list[Source]
    board: list[BoardMember]
    photos: list[Photo]
    accounts: list[Account]


class Byline(NamedTuple):
    """One of `author` and `source` is a key, the other empty."""

    author: str
    source: str
    role: str


class Text(NamedTuple):
    """A story in one language. Cards in the body name their stories by key: data-story="KEY"."""

    language: str
    headline: str
    kicker: str
    summary: str
    slug: str
    body: str
    writer: str  # key of the account that writes it: the story's writer, or the translator
    bylines: list[Byline]


class Story(NamedTuple):
    """One piece; `texts` begins with the original language."""

    key: str
    kind: str
    original: str
    section: str
    topics: list[str]
    place: str
    picture: str
    released_minutes_ago: int
    editor: str
    texts: list[Text]


def seed() -> str:
    """The real page that the project starts from, word for word."""
    return (FILES / "seed.txt").read_text(encoding="utf-8")


def reference() -> Reference:
    data = tomllib.loads((FILES / "reference.toml").read_text(encoding="utf-8"))
    sections = [
        Section(row["key"], row["slug"], words(row, "name"), row["position"], row.get("parent", "")) for row in data["sections"]
    ]
    return Reference(
        masthead=masthead(data["masthead"]),
        sections=sorted(sections, key=lambda section: bool(section.parent)),
        topics=[Named(row["key"], row["slug"], words(row, "name")) for row in data["topics"]],
        places=[Named(row["key"], row["slug"], words(row, "name")) for row in data["places"]],
        authors=[Author(row["key"], row["slug"], words(row, "name"), words(row, "bio")) for row in data["authors"]],
        sources=[
            Source(row["key"], row["slug"], row["kind"], words(row, "name"), words(row, "about")) for row in data["sources"]
        ],
        board=[board_member(row) for row in data["board"]],
        photos=[
            Photo(row["key"], row["pattern"], words(row, "alt"), words(row, "caption"), words(row, "credit"))
            for row in data["photos"]
        ],
        accounts=[Account(**row) for row in data["accounts"]],
    )


def masthead(row: dict[str, Any]) -> Masthead:
    return Masthead(
        name=words(row, "name"),
        line=words(row, "line"),
        board_line=words(row, "board_line"),
        accreditation_line=words(row, "accreditation_line"),
        owner=words(row, "owner"),
        accreditation_status=row["accreditation_status"],
        email=row["email"],
    )


def board_member(row: dict[str, Any]) -> BoardMember:
    return BoardMember(words(row, "name"), words(row, "position"), words(row, "bio"), row["order"], row.get("author", ""))


def stories() -> list[Story]:
    """Every story of the day, the oldest first: a card in a body stands for one that comes before it."""
    files = [file for file in (FILES / "stories").iterdir() if file.name.endswith(".toml")]
    found = [story(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files]
    return sorted(found, key=lambda each: (-each.released_minutes_ago, each.key))


def story(data: dict[str, Any]) -> Story:
    order = [data["original"], *(code for code in LANGUAGES if code in data and code != data["original"])]
    return Story(
        key=data["key"],
        kind=data["kind"],
        original=data["original"],
        section=data["section"],
        topics=data["topics"],
        place=data.get("place", ""),
        picture=data.get("picture", ""),
        released_minutes_ago=data["released_minutes_ago"],
        editor=data["editor"],
        texts=[text(data, code) for code in order],
    )


def text(data: dict[str, Any], language: str) -> Text:
    """The story in that language; without bylines of its own it has the story's."""
    row = data[language]
    return Text(
        language=language,
        headline=row["headline"],
        kicker=row.get("kicker", ""),
        summary=row.get("summary", ""),
        slug=row.get("slug", ""),
        body=joined(row["body"]),
        writer=row.get("translator", data["writer"]),
        bylines=[
            Byline(name.get("author", ""), name.get("source", ""), name["role"])
            for name in row.get("bylines", data.get("bylines", []))
        ],
    )


def joined(body: str) -> str:
    """The body as the newsroom stores it: its blocks without the line ends that keep the files readable."""
    return "".join(line.strip() for line in body.splitlines())


def words(row: dict[str, Any], field: str) -> Words:
    return {language: row.get(f"{field}_{language}", "") for language in LANGUAGES}
