"""The desk's pictures: taken in with their words; later the words change, the file never does."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.languages import Language
from articles.models import Photo
from editorial import media
from editorial.admin.base import TidyForm, by_language, person
from editorial.admin.reference import ReferenceAdmin
from newsroom.lib import pictures
from newsroom.lib.pictures import Picture

THUMBNAIL = 160  # pixels of the longer side, in lists
PREVIEW = 640
WORDS_HELP = {
    "alt_ar": _("What the picture shows, for those who cannot see it."),
    "credit_ar": _("Who took or made it, as readers will see it: “Photograph: …”."),
}


def image(photo: Photo, longest: int) -> SafeString:
    """The picture within a square of `longest` pixels, from the rendition that is wide enough for it."""
    scale = min(1, longest / max(photo.width, photo.height))
    width, height = round(photo.width * scale), round(photo.height * scale)
    return format_html(
        '<img class="desk-picture" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        photo.url(width), width, height, photo.alt or "",
    )  # fmt: skip


class WordsForm(TidyForm):
    """The kind and the words of a picture that is there already."""

    class Meta:
        model = Photo
        fields = ["kind", *media.WORDS]
        help_texts = WORDS_HELP


class UploadForm(WordsForm):
    """A new picture. The file is opened while the form is checked, so that a refusal stands beside it on the page.

    Django's own image field would open it right here, in the web server, with every decoder that there is.
    """

    upload = forms.FileField(
        label=_("file"),
        help_text=_("JPEG, PNG, WebP or AVIF, at most 25 MB. Place, camera and whatever else hides in the file is removed."),
        widget=forms.FileInput(attrs={"accept": pictures.ACCEPT}),
        error_messages={"empty": pictures.REFUSALS["empty"]},
    )

    class Meta(WordsForm.Meta):
        fields = ["kind", "credit_ar", *(name for name in media.WORDS if not name.startswith("credit"))]

    def clean_upload(self) -> Picture:
        return pictures.decode_upload(self.cleaned_data["upload"])

    def words(self, field: str) -> dict[str, str]:
        """What was typed into the field, by language."""
        return {language: self.cleaned_data[f"{field}_{language}"] or "" for language in Language.values}


@admin.register(Photo)
class PhotoAdmin(ReferenceAdmin):
    form = WordsForm
    list_display = ["thumbnail", "__str__", "kind", "credit", "uploaded_at"]
    list_display_links = ["thumbnail", "__str__"]
    list_filter = ["kind", "uploaded_at"]
    list_per_page = 48
    search_fields = [*media.WORDS]
    readonly_fields = ["preview", "uploaded_by", "uploaded_at"]
    fieldsets = [
        (None, {"fields": ["preview", "kind"]}),
        *by_language("alt", "caption", "credit"),
        (_("Upload"), {"fields": ["uploaded_by", "uploaded_at"]}),
    ]
    add_fieldsets: list = [(None, {"fields": ["upload", "kind", "credit_ar"]}), *by_language("alt", "caption")]

    @admin.display(description=pgettext_lazy("field", "picture"))
    def thumbnail(self, photo: Photo) -> SafeString:
        return image(photo, THUMBNAIL)

    @admin.display(description=pgettext_lazy("field", "picture"))
    def preview(self, photo: Photo) -> SafeString:
        return image(photo, PREVIEW)

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> list:
        return self.fieldsets if obj else self.add_fieldsets

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[forms.ModelForm]:
        return super().get_form(request, obj, change, **{"form": WordsForm if obj else UploadForm} | kwargs)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """A caption is for those who see; a picture without a description is nothing to those who don't."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "alt_ar":
            field.required = True
        return field

    def save_model(self, request: HttpRequest, obj: Photo, form: Any, change: bool) -> None:
        if change:
            media.change_words(obj, form.changed_data, by=person(request))
            return
        said = form.cleaned_data
        photo = media.keep(
            said["upload"], kind=said["kind"], credit=said["credit_ar"], by=person(request),
            alt=form.words("alt"), caption=form.words("caption"),
        )  # fmt: skip
        obj.pk = photo.pk
        obj.refresh_from_db()

    def delete_model(self, request: HttpRequest, obj: Photo) -> None:
        media.remove(obj, by=person(request))
