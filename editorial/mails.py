"""Mails to the staff, each in the person's own language; sent by the worker."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from articles.languages import direction
from editorial.models import Masthead, User
from newsroom.lib.text import tidy


def password_link(user: User) -> EmailMultiAlternatives:
    """To the address that we keep, never to the one that was typed; plain text and HTML."""
    with translation.override(user.language):
        words = {
            "name": isolated(user.name),
            "username": isolated(user.username),
            "desk": isolated(Masthead.objects.current().name or _("the newsroom")),
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
            "link": link_to(user),
            "language": user.language,
            "direction": direction(user.language),
        }
        subject = _("Your password at %(desk)s") % words
        text = render_to_string("registration/password_reset_email.txt", words)
        html = render_to_string("registration/password_reset_email.html", words)
    mail = EmailMultiAlternatives(subject, text, to=[user.email], headers={"Content-Language": user.language})
    mail.attach_alternative(html, "text/html")
    return mail


def isolated(text: str) -> str:
    """On one line, between U+2068 and U+2069: whatever its script, it leaves the sentence around it in order."""
    return f"\u2068{tidy(text)}\u2069"


def link_to(user: User) -> str:
    """Good once, for PASSWORD_RESET_TIMEOUT seconds. The host is the settings', not what the request claimed."""
    words = {"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)}
    return settings.SITE_URL + reverse("password_reset_confirm", kwargs=words)
