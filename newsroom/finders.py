"""Serves the stylesheets of readers' pages as one file: a page asks once, and what it gets is kept for a year."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

CSS = settings.ROOT / "static" / "css"
BUILT = settings.VAR / "built"
NAME = "css/reader.css"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANKS = re.compile(r"\s*([{};,])\s*|\s+")


def parts() -> list[Path]:
    """Tokens, then what every page stands on, the components by name, and last what changes on paper."""
    return [CSS / "tokens.css", CSS / "base.css", *sorted((CSS / "components").glob("*.css")), CSS / "print.css"]


def squeezed(css: str) -> str:
    """The same rules without comments and needless blanks: a fifth less to send."""
    return BLANKS.sub(lambda found: found.group(1) or " ", COMMENT.sub("", css)).strip()


def build() -> Path:
    """Join the parts and return where the whole lies; written anew only where a part has changed."""
    target = BUILT / NAME
    whole = squeezed("\n".join(part.read_text(encoding="utf-8") for part in parts()))
    if not target.exists() or target.read_text(encoding="utf-8") != whole:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(f".{os.getpid()}")  # two workers may start at once
        fresh.write_text(whole, encoding="utf-8")
        fresh.replace(target)
    return target


class ReaderStylesheet(BaseFinder):
    """Finds css/reader.css, for `collectstatic` and for servers that ask the finders."""

    def check(self, **kwargs: object) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> Any:  # noqa: FBT001, FBT002 Django's signature
        """A path, or a list of them where all are asked for; an empty list for what is not ours."""
        if path != NAME:
            return []
        return [str(build())] if find_all else str(build())

    def list(self, ignore_patterns: object) -> "Iterator[tuple[str, FileSystemStorage]]":
        build()
        yield NAME, FileSystemStorage(location=BUILT)
