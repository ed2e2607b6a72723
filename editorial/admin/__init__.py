"""The desk's tables. Django finds them by importing this package."""

from editorial.admin import audit, edition, masthead, people, photo, taxonomy

__all__ = ["audit", "edition", "masthead", "people", "photo", "taxonomy"]
