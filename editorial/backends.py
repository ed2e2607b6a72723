"""Signing in by user name or e-mail."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Q
from django.http import HttpRequest

from editorial.models import User


class NameOrEmailBackend(BaseBackend):
    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **unknown: Any
    ) -> User | None:
        """Find the person by either; takes as long for an unknown one, so that nobody learns which names exist."""
        if not username or password is None or "\0" in username:
            return None
        user = User.objects.filter(Q(username=username.lower()) | Q(email__iexact=username)).first()
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()
