"""Logins of the staff. Names that readers see are articles.Author."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.languages import Language
from editorial.roles import Role, permissions_of

username_validator = RegexValidator(
    r"^[a-z][a-z0-9._-]{1,38}\Z", _("Lower-case Latin letters, digits, dot, hyphen; a letter first.")
)


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a login without any role; `editorial.accounts` gives roles."""
        user = self.model(username=username, email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A member of the staff who signs in at the desk. What they may do comes from their roles alone."""

    username = models.CharField(_("user name"), max_length=39, unique=True, validators=[username_validator])
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("full name"), max_length=80)
    language = models.CharField(_("language of the desk"), max_length=8, choices=Language, default=Language.AR)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("joined"), db_default=Now(), editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email", "name"]

    class Meta:
        verbose_name = _("staff member")
        verbose_name_plural = _("staff")
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="email_once", violation_error_message=_("Somebody else has this e-mail already.")
            )
        ]

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def is_staff(self) -> bool:
        """Every login is for the desk; readers have none."""
        return self.is_active

    @cached_property
    def roles(self) -> list[Role]:
        """Asked once per request; accounts.forget_roles() after they were changed."""
        return [Role(role) for role in self.grants.values_list("role", flat=True)] if self.pk else []

    def has_perm(self, permission: str, obj: object = None) -> bool:
        return self.is_active and permission in permissions_of(self.roles)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and any(permission.startswith(f"{app_label}.") for permission in permissions_of(self.roles))

    def get_full_name(self) -> str:
        """For the admin's own history pages."""
        return self.name


class Grant(models.Model):
    """One role of one person."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("staff member"))
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="role_once_per_person", fields=["user", "role"])]

    def __str__(self) -> str:
        return self.get_role_display()
