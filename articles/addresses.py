"""Addresses of public pages: what may stand in them and how they are made."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from articles.languages import Language

# First words of addresses that are or will be pages of the machine's own.
OWN_PAGES = (
    "a api archive atom author board contact corrections desk feed health latest lite live media most-read offline page place "
    "preview robots rss search section sitemap sitemaps source standards static tag topic video www"
).split()
RESERVED = sorted([*OWN_PAGES, *Language.values])
SHORT_ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that are mistaken for another when read aloud
SHORT_ID_LENGTH = 6
SHORT_ID = f"[{SHORT_ID_LETTERS}]{{{SHORT_ID_LENGTH}}}"  # as a regular expression

slug_validator = RegexValidator(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z", _("Lower-case Latin letters, digits and single hyphens only."))


def refuse_reserved(slug: str) -> None:
    """Raise ValidationError where a section's address would hide a page of the machine's own."""
    if slug in RESERVED:
        raise ValidationError(_("“%(slug)s” is kept for the site's own pages; choose another address."), params={"slug": slug})


def new_short_id() -> str:
    """A story's six characters in addresses: 31⁶ ≈ 887 million, the database refuses the rare double."""
    return "".join(secrets.choice(SHORT_ID_LETTERS) for _ in range(SHORT_ID_LENGTH))


def path_to(name: str, language: str, **words: str) -> str:
    """The path of a public page in a language, whichever language is active."""
    with translation.override(language):
        return reverse(name, kwargs=words or None)
