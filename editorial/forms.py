"""The desk's forms: one language's text, with what the languages share beside it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from articles.languages import direction
from articles.models import Article, Edition
from editorial import revisions
from editorial.models import User
from editorial.releases import named
from editorial.widgets import RowChooser, RowsChooser, StoryBody
from newsroom.lib.html import plain
from newsroom.lib.text import tidy_lines

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
    text_base = forms.IntegerField(required=False, label="", widget=forms.HiddenInput)
    shared_base = forms.IntegerField(required=False, label="", widget=forms.HiddenInput)
    once = forms.UUIDField(required=False, label="", widget=forms.HiddenInput)  # on a new story's page
    # These stand on the page only after a colleague was quicker: see posted_late().
    over_text = forms.IntegerField(required=False, label="", widget=forms.HiddenInput)
    over_shared = forms.IntegerField(required=False, label="", widget=forms.HiddenInput)
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
        self.offer_upload("lead_picture")
        self.initial["once"] = uuid4()
        if self.article:
            self.start_from(self.article)

    def offer_upload(self, name: str) -> None:
        """A picture that is not there yet is added without leaving what is typed."""
        field, may_add = self.fields[name], self.user.has_perm("articles.add_photo")
        rel = Article._meta.get_field("picture").remote_field
        field.widget = RelatedFieldWidgetWrapper(
            field.widget, rel, admin.site, can_add_related=may_add, can_change_related=False, can_view_related=False
        )

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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.check_editable()
        self.check_not_begun()
        if cleaned.get("over_text") and not cleaned.get("on_top"):
            raise ValidationError(self.conflict(), code="conflict")
        if not self.errors:
            cleaned |= revisions.tidied({name: cleaned[name] for name in WRITTEN})
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
        """Of two people who begin the same language at once, the second is told: see begun_already()."""
        if self.data.get("begun"):
            raise ValidationError(
                _(
                    "Somebody else has begun this language meanwhile; it opens by its tab. Nothing was saved; "
                    "your text still stands below."
                ),
                code="begun",
            )

    def conflict(self) -> SafeString:
        """What stands now and was sent otherwise, each under its name, beside what this person sent."""
        return format_html(
            '{}<div class="theirs">{}{}</div>',
            _("The story was saved elsewhere meanwhile. Nothing was overwritten, and your text still stands below."),
            self.told_text(),
            self.told_shared(),
        )

    def told_text(self) -> SafeString:
        theirs = self.instance.revision
        if theirs is None:
            return mark_safe("")
        content, sent = theirs.content, self.cleaned_data
        pairs = [(self.fields[name].label, plain(content[name])) for name in WRITTEN if content[name] != sent.get(name)]
        signed = ", ".join(row["name"] for row in named(content["bylines"]))
        rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", [*pairs, (_("bylines"), signed or "–")])
        how = format_html('lang="{}" dir="{}"', self.language, direction(self.language))
        return format_html('<p><bdi>{}</bdi></p><dl class="theirs__text" {}>{}</dl>', theirs.by, how, rows)

    def told_shared(self) -> SafeString:
        """The shared fields that stand otherwise than they were sent: "Section: Economy"."""
        if self.article is None:
            return mark_safe("")
        sent, stands = self.cleaned_data, self.article
        topics = list(stands.topics.all())
        pairs = [
            ("kind", stands.get_kind_display(), sent.get("kind") == stands.kind),
            ("section", stands.section, sent.get("section") == stands.section),
            ("topics", ", ".join(map(str, topics)), set(sent.get("topics") or []) == set(topics)),
            ("place", stands.place or "–", sent.get("place") == stands.place),
            ("lead_picture", stands.picture or "–", sent.get("lead_picture") == stands.picture),
        ]
        other = [(self.fields[name].label, value) for name, value, same in pairs if not same]
        return format_html_join("", "<p>{}: <bdi>{}</bdi></p>", other)

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


def posted_late(posted: QueryDict, edition: Edition) -> QueryDict:
    """The same form, now with the revisions that it shows as the colleague's; the person has to say they have read them."""
    late = posted.copy()
    late["over_text"], late["over_shared"] = str(edition.revision_id or ""), str(edition.article.revision_id or "")
    late.pop("on_top", None)
    return late


def begun_already(posted: QueryDict) -> QueryDict:
    """The same form of a new text, which met one that somebody else had begun."""
    begun = posted.copy()
    begun["begun"] = "yes"
    return begun


def key(row: Model | None) -> int | None:
    return row.pk if row else None


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
    """Read, never saved: bylines are part of the text's revision, and each save writes their rows anew.

    So what is posted is taken as it is, whichever rows it was once filled in from.
    """

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["id"] = forms.CharField(required=False, initial=form.instance.pk, widget=forms.HiddenInput)
        form.initial["position"] = (self.total_form_count() if index is None else index) + 1

    def rows(self) -> list[dict[str, Any]]:
        """In the order that the numbers beside them say."""
        kept = [form for form in self.forms if form.has_changed() and form not in self.deleted_forms]
        return [form.row() for form in sorted(kept, key=lambda form: form.cleaned_data["position"] or 0)]


class NoteForm(forms.Form):
    """A move as it is posted: the step, what was on screen, and a note."""

    step = forms.CharField()
    text = forms.IntegerField()
    shared = forms.IntegerField()
    note = forms.CharField(required=False, max_length=2000, strip=True)

    def clean_note(self) -> str:
        return tidy_lines(self.cleaned_data["note"])
