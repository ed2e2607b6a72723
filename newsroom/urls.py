"""All addresses: the desk, the machine's health, readers' pages."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.static import serve

from editorial.views import passwords

urlpatterns = [
    # Before the admin, which answers for all the rest of /desk/; by this first name its sign-in page finds the link.
    path("desk/password/", passwords.Ask.as_view(), name="admin_password_reset"),
    path("desk/password/asked/", passwords.Asked.as_view(), name="password_reset_done"),
    path("desk/password/done/", passwords.Chosen.as_view(), name="password_reset_complete"),
    path("desk/password/<uidb64>/<token>/", passwords.Choose.as_view(), name="password_reset_confirm"),
    path("desk/", admin.site.urls),
    path("health/", include("newsroom.ops.urls")),
    # Only where no nginx stands in front: settings say so.
    *([path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})] if settings.SERVE_MEDIA else []),
    *i18n_patterns(path("", include("editorial.urls")), path("", include("articles.urls")), prefix_default_language=False),
]

handler400 = "articles.views.errors.unreadable"
handler403 = "articles.views.errors.denied"
handler404 = "editorial.views.errors.not_found"
handler500 = "articles.views.errors.broken"
