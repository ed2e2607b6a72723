"""The staff's accounts, kept by the technical administrator. Passwords are set by their owners alone."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from editorial import accounts, audit
from editorial.acts import Act
from editorial.admin.base import DeskModelAdmin, TidyForm, person
from editorial.models import User
from editorial.passwords import ask_for_link
from editorial.roles import Role


class AccountForm(TidyForm):
    """A login and its roles. There is no password here: its owner sets it by the mailed link."""

    roles = forms.TypedMultipleChoiceField(
        label=capfirst(_("roles")), choices=Role.choices, coerce=Role, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Give the account at least one role; without one nothing can be done with it.")},
    )  # fmt: skip

    class Meta:
        model = User
        fields = ["name", "username", "email", "language", "is_active"]
        help_texts = {
            "name": _("As colleagues know the person; readers never see it. The name over stories is an author."),
            "is_active": _("Switch off instead of deleting: what the person did keeps its name."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["roles"].initial = self.instance.roles

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk and "roles" in self.cleaned_data:
            accounts.check_accounts_are_kept(self.instance, self.cleaned_data["roles"], self.cleaned_data["is_active"])
        return cleaned


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return list(Role.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(grants__role=self.value()) if self.value() else queryset


@admin.register(User)
class UserAdmin(DeskModelAdmin):
    form = AccountForm
    list_display = ["name", "latin_username", "latin_email", "their_roles", "is_active", "last_login"]
    list_filter = ["is_active", RoleFilter]
    search_fields = ["name", "username", "email"]
    fieldsets = [
        (None, {"fields": ["name", "username", "email", "language"]}),
        (_("Rights"), {"fields": ["roles", "is_active"]}),
    ]
    actions = ["mail_links"]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> list:
        """A new account is open; there is nothing to switch off yet."""
        return self.fieldsets if obj else [self.fieldsets[0], (_("Rights"), {"fields": ["roles"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("grants")

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.display(description=_("user name"), ordering="username")
    def latin_username(self, user: User) -> str:
        return format_html('<bdi dir="ltr">{}</bdi>', user.username)

    @admin.display(description=_("e-mail"), ordering="email")
    def latin_email(self, user: User) -> str:
        return format_html('<bdi dir="ltr">{}</bdi>', user.email)

    @admin.display(description=_("roles"))
    def their_roles(self, user: User) -> str:
        return " · ".join(grant.get_role_display() for grant in user.grants.all())

    def save_model(self, request: HttpRequest, obj: User, form: AccountForm, change: bool) -> None:
        roles = form.cleaned_data["roles"]
        if change:
            accounts.change(obj, roles, by=person(request))
            return
        accounts.enrol(obj, roles, by=person(request))
        self.mail_link(request, obj)
        self.message_user(request, _("A mail with a link for setting the password is on its way."))

    @admin.action(description=_("Send a link for setting the password"), permissions=["change"])
    def mail_links(self, request: HttpRequest, people: QuerySet[User]) -> None:
        open_accounts = [user for user in people if user.is_active]
        for user in open_accounts:
            self.mail_link(request, user)
        count = len(open_accounts)
        told = ngettext("A link is on its way to %(count)d person.", "Links are on their way to %(count)d people.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS if count else messages.WARNING)

    def mail_link(self, request: HttpRequest, user: User) -> None:
        audit.record(Act.PASSWORD_LINK, by=person(request), note=user.username)
        ask_for_link(user.email)
