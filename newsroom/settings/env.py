"""Reads the environment; every refusal names the variable and shows a good value."""

import os
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """Read a variable without surrounding blanks."""
    return os.environ.get(name, default).strip()


def words(name: str, default: str = "") -> list[str]:
    """Read a list of words separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def seconds(name: str, default: timedelta) -> timedelta:
    """Read whole seconds; raises ImproperlyConfigured, naming the variable, for anything else."""
    value = text(name)
    if value and not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r}: give whole seconds, as in {name}=300")
    return timedelta(seconds=int(value)) if value else default


def number(name: str, default: int) -> int:
    """Read a whole number; raises ImproperlyConfigured, naming the variable, for anything else."""
    value = text(name)
    if value and not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r}: give a whole number, as in {name}={default}")
    return int(value) if value else default


def switch(name: str, default: bool) -> bool:  # noqa: FBT001 a switch's default is one
    """Read on or off; raises ImproperlyConfigured, naming the variable, for anything else."""
    value = text(name).lower()
    if value not in {"", "on", "off"}:
        raise ImproperlyConfigured(f"{name}={value!r}: give on or off")
    return value == "on" if value else default


def folder(name: str, default: Path) -> Path:
    """Read a folder's path, made absolute."""
    value = text(name)
    return Path(value).resolve() if value else default
