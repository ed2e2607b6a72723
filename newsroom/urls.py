"""All addresses: the desk, the machine's health, readers' pages."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.static import serve

urlpatterns = [
    path("desk/", admin.site.urls),
    # Only where no nginx stands in front: settings say so.
    *([path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})] if settings.SERVE_MEDIA else []),
    *i18n_patterns(path("", include("editorial.urls")), path("", include("articles.urls")), prefix_default_language=False),
]

handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.broken"
