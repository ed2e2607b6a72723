"""The desk's forms: one language's text, with what the languages share beside it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import body
from articles.languages import direction
from articles.models import Article, Edition, Revision
from editorial.models import User
from editorial.widgets import RowChooser, RowsChooser, StoryBody
from newsroom.lib.html import plain
from newsroom.lib.text import tidy

SHARED = ("kind", "section", "topics", "place", "lead_picture")
WRITTEN = ("kicker", "headline", "summary", "body", "slug")  # stand in the direction of the edition's language


def shared_field(name: str, widget: forms.Widget | None = None) -> forms.Field:
    """The article's own form field; `widget` where its default is not meant."""
    field = Article._meta.get_field(name)
    return field.formfield(widget=widget) if widget else field.formfield()


def chooser(name: str) -> RowChooser:
    return RowChooser(Article._meta.get_field(name), admin.site)


class EditionForm(forms.ModelForm):
    """A story in one language. Names the revisions it started from, so that nobody's save overwrites another's."""

    kind = shared_field("kind")
    section = shared_field("section")
    topics = shared_field("topics", RowsChooser(Article._meta.get_field("topics"), admin.site))
    place = shared_field("place", chooser("place"))
    lead_picture = shared_field("picture", chooser("picture"))
    text_base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    shared_base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    on_top = forms.BooleanField(
        required=False, label=_("My colleague's text has been read; save mine on top of it. Theirs is kept in the history.")
    )

    # Set by the admin's form factory for this request.
    user: User
    language: str
    shared_is_open: bool
    started_from: Article | None  # the story that gets one more language

    class Meta:
        model = Edition
        fields = [*WRITTEN, "picture"]
        widgets = {
            "headline": forms.Textarea(attrs={"class": "story-headline", "rows": 1}),  # a long one must not be cut on a phone
            "kicker": forms.TextInput(attrs={"class": "story-kicker"}),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "body": StoryBody,
            "slug": forms.TextInput(attrs={"class": "story-slug"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article = self.instance.article if self.instance.pk else self.started_from
        for name in WRITTEN:
            self.fields[name].widget.attrs |= {"lang": self.language, "dir": direction(self.language)}
        if self.article:
            self.start_from(self.article)
        if not self.is_bound or not self.is_late():
            del self.fields["on_top"]

    def start_from(self, article: Article) -> None:
        self.initial |= {
            "kind": article.kind,
            "section": article.section_id,
            "topics": list(article.topics.all()),
            "place": article.place_id,
            "lead_picture": article.picture_id,
            "text_base": self.instance.revision_id,
            "shared_base": article.revision_id,
        }
        if not self.shared_is_open:
            for name in SHARED:
                self.fields[name].disabled = True

    @property
    def stands(self) -> tuple[int | None, int | None]:
        """Ids of the revisions of text and shared fields that stand now."""
        return self.instance.revision_id, self.article.revision_id if self.article else None

    def is_late(self) -> bool:
        """Whether somebody saved after this page was opened."""
        return started_late(self.data, *self.stands)

    def clean_body(self) -> str:
        """Refuses what is too long or too deep; the rest is brought down to the body's vocabulary."""
        return body.clean(self.cleaned_data["body"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_editable()
        self.check_not_begun()
        if "on_top" in self.fields and not cleaned.get("on_top"):
            raise ValidationError(self.conflict(), code="conflict")
        if "on_top" in self.fields:
            cleaned["text_base"], cleaned["shared_base"] = self.stands
        return cleaned

    def check_editable(self) -> None:
        """The story may have moved on while the page was open: say so on the page that holds what was typed."""
        if self.instance.pk and not Edition.objects.editable_by(self.user).filter(pk=self.instance.pk).exists():
            raise ValidationError(
                _("The story stands at “%(stage)s” now and is not with you. Nothing was saved; your text still stands below."),
                code="stage",
                params={"stage": self.instance.get_stage_display()},
            )

    def check_not_begun(self) -> None:
        """Of two people who begin the same language at once, the second is told."""
        if self.started_from and self.started_from.editions.filter(language=self.language).exists():
            raise ValidationError(
                _(
                    "Somebody else has begun this language meanwhile; it opens by its tab. Nothing was saved; "
                    "your text still stands below."
                ),
                code="begun",
            )

    def conflict(self) -> SafeString:
        """What the colleague saved meanwhile, beside the text that this person sent."""
        theirs = self.instance.revision
        return format_html(
            "{} <details open class='theirs'><summary>{}</summary>{}</details>",
            _("Somebody else saved this story meanwhile. Nothing was overwritten, and your text still stands below."),
            theirs.by if theirs else "",
            told(theirs, self.language) if theirs else "",
        )

    def validate_unique(self) -> None:
        """Language and story are not among the fields; the database keeps them unique."""

    def text(self, bylines: list[dict[str, Any]]) -> dict[str, Any]:
        """The shape of Edition.content()."""
        chosen = self.cleaned_data
        return {name: chosen[name] for name in WRITTEN} | {"picture": key(chosen["picture"]), "bylines": bylines}

    def shared(self) -> dict[str, Any]:
        """The shape of Article.content()."""
        chosen = self.cleaned_data
        return {
            "kind": chosen["kind"],
            "original_language": self.article.original_language if self.article else self.language,
            "section": chosen["section"].pk,
            "topics": sorted(topic.pk for topic in chosen["topics"]),
            "place": key(chosen["place"]),
            "picture": key(chosen["lead_picture"]),
        }


def started_late(posted: Mapping[str, Any], text: int | None, shared: int | None) -> bool:
    """Whether the posted form started from other revisions than these."""
    return (posted.get("text_base") or "", posted.get("shared_base") or "") != (str(text or ""), str(shared or ""))


def key(row: Model | None) -> int | None:
    return row.pk if row else None


def told(revision: Revision, language: str) -> SafeString:
    """A saved text to read: headline, kicker, summary and body without its markup, in its own direction."""
    content = revision.content
    parts = [content["kicker"], content["headline"], content["summary"], plain(content["body"])]
    text = "\n\n".join(filter(None, parts))
    return format_html('<div lang="{}" dir="{}" class="theirs__text">{}</div>', language, direction(language), text)


class BylineForm(forms.ModelForm):
    def has_changed(self) -> bool:
        """A row without a name is an empty one, whatever its role and order say."""
        return not {"author", "source"}.isdisjoint(self.changed_data)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("author")) == bool(cleaned.get("source")):
            raise ValidationError(_("Each byline names either an author or a source."))
        return cleaned

    def row(self) -> dict[str, Any]:
        """One of the bylines of Edition.content()."""
        chosen = self.cleaned_data
        return {"author": key(chosen["author"]), "source": key(chosen["source"]), "role": chosen["role"]}


class BylineFormSet(forms.BaseInlineFormSet):
    """Read, never saved: bylines are part of the text's revision."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.initial["position"] = (self.total_form_count() if index is None else index) + 1

    def rows(self) -> list[dict[str, Any]]:
        """In the order that the numbers beside them say."""
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form for form in kept if form not in self.deleted_forms]
        return [form.row() for form in sorted(kept, key=lambda form: form.cleaned_data["position"] or 0)]


class NoteForm(forms.Form):
    """A move as it is posted: the step, what was on screen, and a note."""

    step = forms.CharField()
    text = forms.IntegerField()
    shared = forms.IntegerField()
    note = forms.CharField(required=False, max_length=2000, strip=True)

    def clean_note(self) -> str:
        return "\n".join(tidy(line) for line in self.cleaned_data["note"].splitlines()).strip()
