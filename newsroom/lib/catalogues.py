"""Interface catalogues with Babel alone: gathers msgids, keeps the .po files, makes the .mo; no gettext tools needed."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

# Where each function has its singular, plural and context ("c"), as in Babel's own table.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

# Django's own forms, word for word: catalogues of other forms could not be joined with its.
PLURALS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
    "ckb": "nplurals=2; plural=(n != 1);",
}

SOURCES = {".py", ".html", ".txt"}
PASSED_OVER = {"migrations", "data", "locale"}
WIDTH = 120

# Whose words stand beside ours: a msgid that Django itself translates is no gap.
DJANGO = Path(django.__file__).parent
DJANGO_LOCALES = [DJANGO / "conf" / "locale", DJANGO / "contrib" / "admin" / "locale", DJANGO / "contrib" / "auth" / "locale"]


MISSING = "missing from the catalogue"
EMPTY = "not translated"
UNSAID = {MISSING, EMPTY}


class Gap(NamedTuple):
    """One msgid that a language does not say yet."""

    language: str
    msgid: str
    fault: str

    def __str__(self) -> str:
        return f"{self.language}: {self.fault}: {self.msgid!r}"


def sources(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in SOURCES and not PASSED_OVER & set(path.relative_to(folder).parts):
                yield path


def gather(folders: list[Path]) -> Catalog:
    """All that code and templates ask to be translated, in the order of the files."""
    found = Catalog(charset="utf-8")
    for path in sources(folders):
        for _line, msgid, _comments, context in extract("python", BytesIO(python_of(path)), keywords=KEYWORDS):
            found.add(msgid, context=context)
    return found


def python_of(path: Path) -> bytes:
    """A file as Python; of a template only what is translated is left, within brackets because its indents mean nothing."""
    if path.suffix == ".py":
        return path.read_bytes()
    return f"(\n{templatize(path.read_text(), origin=str(path))}\n)".encode()


def po_path(locale: Path, language: str) -> Path:
    return locale / language / "LC_MESSAGES" / "django.po"


def read(path: Path, language: str) -> Catalog:
    """What is translated so far; an empty catalogue where there is no file."""
    if not path.exists():
        return Catalog(charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(locale: Path, folders: list[Path]) -> None:
    """Write each language's .po anew: today's msgids with the translations that they had, nothing else."""
    wanted = gather(folders)
    for language in PLURALS:
        path = po_path(locale, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(joined(wanted, read(path, language), language), language))


def joined(wanted: Catalog, known: Catalog, language: str) -> Catalog:
    result = Catalog(charset="utf-8")
    result.mime_headers = [("Plural-Forms", PLURALS[language])]
    for message in (message for message in wanted if message.id):
        old = known.get(singular(message), message.context)
        kept = old if old is not None and is_plural(old) == is_plural(message) else Message(message.id)
        result.add(
            message.id, kept.string, context=message.context,
            flags=kept.flags & {"fuzzy"}, user_comments=kept.user_comments,
        )
    return result


def forms_of(message: Message) -> list[str]:
    """The translation, one text for each plural form; an empty one is not translated."""
    said = message.string
    return list(said) if isinstance(said, (list, tuple)) else [said or ""]


def singular(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def is_plural(message: Message) -> bool:
    return isinstance(message.id, (list, tuple))


def written(catalogue: Catalog, language: str) -> bytes:
    """The .po's bytes, without what changes when nothing changed."""
    head = f"# {language}: the interface. Words: the glossary; `make messages` keeps the msgids."
    buffer = BytesIO()
    write_po(buffer, catalogue, width=WIDTH, no_location=True, ignore_obsolete=True, sort_output=True, omit_header=True)
    fields = [f"Language: {language}", "Content-Type: text/plain; charset=utf-8", f"Plural-Forms: {PLURALS[language]}"]
    header = "\n".join([head, 'msgid ""', 'msgstr ""', *(f'"{field}\\n"' for field in fields)])
    return header.encode() + b"\n\n" + buffer.getvalue()


def check(locale: Path, folders: list[Path]) -> list[Gap]:
    """What readers or staff would see in another language than the one they asked for."""
    wanted = [message for message in gather(folders) if message.id]
    return [gap for language in PLURALS for gap in gaps(wanted, locale, language)]


def gaps(wanted: list[Message], locale: Path, language: str) -> Iterator[Gap]:
    ours = read(po_path(locale, language), language)
    beside = [message for folder in DJANGO_LOCALES for message in read(po_path(folder, language), language)]
    django_says = {message.id for message in beside if message.string}
    for message in wanted:
        fault = fault_of(message, ours.get(singular(message), message.context), ours)
        if fault and not (fault in UNSAID and message.id in django_says):
            yield Gap(language, singular(message), fault)


def fault_of(message: Message, said: Message | None, known: Catalog) -> str:
    if said is None or is_plural(said) != is_plural(message):
        return MISSING
    if not all(forms_of(said)):
        return EMPTY
    if said.fuzzy:
        return "fuzzy"
    wrong = next(iter(said.check(known)), None)
    return str(wrong) if wrong else ""


def compile_changed(locale: Path) -> list[Path]:
    """Make each .mo that is missing or older than its .po; gives what was made."""
    return [compile_one(path) for path in sorted(locale.glob("*/LC_MESSAGES/*.po")) if is_stale(path)]


def is_stale(path: Path) -> bool:
    made = path.with_suffix(".mo")
    return not made.exists() or made.stat().st_mtime < path.stat().st_mtime


def compile_one(path: Path) -> Path:
    """Written aside and moved, so that nobody ever reads half a catalogue."""
    aside = path.with_suffix(f".mo.{os.getpid()}")
    with aside.open("wb") as file:
        write_mo(file, read(path, path.parent.parent.name))
    return aside.replace(path.with_suffix(".mo"))
