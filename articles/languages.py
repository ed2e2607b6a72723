"""The languages of stories; the interface's are the same."""

from django.db import models
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """A story's language: its code is also its prefix in addresses, but for Arabic, which has none."""

    AR = "ar", _("Arabic")
    CKB = "ckb", _("Sorani Kurdish")
    EN = "en", _("English")


def direction(code: str) -> str:
    """'rtl' or 'ltr'."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"
