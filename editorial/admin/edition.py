"""The desk's page of a story in one language: text is edited here; the stage changes only by a posted move."""

from typing import Any

from csp.constants import NONCE
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from articles.languages import Language, direction
from articles.models import Article, Byline, Edition
from editorial import revisions, workflow
from editorial.admin.base import ChoosesRows, person
from editorial.admin.edition_list import EditionList
from editorial.admin.edition_pages import EditionPages
from editorial.admin.edition_revisions import EditionRevisions
from editorial.forms import SHARED, BylineForm, BylineFormSet, EditionForm, begun_already, posted_late
from editorial.revisions import Conflict
from editorial.views.story import languages_of, latest_note
from editorial.workflow import Refused, Seen, Step


class BylineInline(ChoosesRows, admin.TabularInline):
    model = Byline
    form = BylineForm
    formset = BylineFormSet
    fields = ["author", "source", "role", "position"]
    autocomplete_fields = ["author", "source"]
    extra = 1
    verbose_name_plural = gettext_lazy("bylines")


@admin.register(Edition)
class EditionAdmin(EditionPages, EditionRevisions, EditionList):
    """The text of one language with the story's shared fields beside it; each save names the revision it started from."""

    form = EditionForm
    inlines = [BylineInline]
    autocomplete_fields = ["picture"]
    change_form_template = "admin/articles/edition/change_form.html"
    fieldsets = [
        (None, {"fields": ["kicker", "headline", "summary", "body"], "classes": ["story-text"]}),
        (_("The story in all languages"), {"fields": [*SHARED], "classes": ["story-shared"]}),
        (_("This language only"), {"fields": ["slug", "picture", "text_base", "shared_base"], "classes": ["story-own"]}),
    ]

    # Which rows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        return Edition.objects.visible_to(person(request)).for_desk_page()

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        """A text that is posted too late is refused by the form, which keeps it on the page."""
        if obj is None or not super().has_change_permission(request, obj):
            return super().has_change_permission(request, obj)
        if not hasattr(obj, "is_open"):  # the admin asks eight times for one page
            rows = Edition.objects.visible_to if request.method == "POST" else Edition.objects.editable_by
            obj.is_open = rows(person(request)).filter(pk=obj.pk).exists()
        return obj.is_open

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        """Drafts go to the bin by a move; what readers had stays."""
        return False

    # The form

    def get_form(self, request: HttpRequest, obj: Edition | None = None, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        story = story_of(request, obj)
        form.user = person(request)
        form.language = obj.language if obj else language_asked(request)
        form.started_from = None if obj else story
        form.shared_is_open = story is None or Article.objects.editable_by(person(request)).filter(pk=story.pk).exists()
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Edition | None = None) -> list:
        """The question about a colleague's text is asked only where there is one: see EditionForm."""
        fieldsets = [(title, {**options, "fields": list(options["fields"])}) for title, options in self.fieldsets]
        if request.POST.get("over_text"):
            fieldsets[0][1]["fields"][:0] = ["over_text", "over_shared", "on_top"]
        if obj is None:
            fieldsets[2][1]["fields"].append("once")
        return fieldsets

    @method_decorator(csp_update({"script-src": [NONCE]}))
    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """Who may only read the story reads it in the reader's template, beside the steps."""
        obj = self.get_object(request, object_id) if object_id else None
        if obj and self.has_view_permission(request, obj) and not self.has_change_permission(request, obj):
            return redirect("admin:articles_edition_review", obj.pk)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Conflict:
            # Everything was rolled back; the form is shown again, with what the colleague saved.
            obj = self.get_object(request, object_id) if object_id else None
            again = posted_late(request.POST, obj) if obj else begun_already(request.POST)
            request.POST = again  # type: ignore[assignment]  # a form posted anew is no longer read-only
        except Refused:
            # Moved on between the form's look and the lock: now the form sees it.
            pass
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        obj: Edition | None = kwargs.get("obj")
        language = obj.language if obj else language_asked(request)
        story = story_of(request, obj)
        context |= {
            "edition": obj,
            "text_language": language,
            "text_direction": direction(language),
            "languages": languages_of(story, language, person(request)),
            "note": latest_note(obj) if obj else None,
            "can_submit": self.can_submit(request, obj),
            "show_save_and_add_another": False,
            "title": obj or gettext("New story"),
            "subtitle": None,
        }
        # The list of the editor's modules is the page's one inline script; the policy lets it in by this word.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)

    def can_submit(self, request: HttpRequest, obj: Edition | None) -> bool:
        if obj is None:
            return person(request).has_perm("editorial.submit")
        return Step.SUBMIT in workflow.open_steps(obj, person(request))

    # Saving

    def save_form(self, request: HttpRequest, form: EditionForm, change: bool) -> Edition:
        """The row as it stands: the text goes in with its bylines, by save_related()."""
        form.save_m2m = lambda: None
        return form.instance

    def save_model(self, request: HttpRequest, obj: Edition, form: EditionForm, change: bool) -> None:
        """A new story, or a new language of one; an edition that exists is saved with its bylines."""
        if change:
            return
        chosen, by = form.cleaned_data, person(request)
        if form.started_from:
            opened = revisions.open_language(form.started_from, form.language, by=by)
        else:
            opened = revisions.open_story(form.language, form.shared(), by=by, once=chosen["once"])
            # The form may have been sent before, and gone back to: then it goes on from what it saved first.
            chosen["text_base"], chosen["shared_base"] = revisions.first_of(opened)
        obj.pk, obj.article, obj.language = opened.pk, opened.article, opened.language

    def save_related(self, request: HttpRequest, form: EditionForm, formsets: list, change: bool) -> None:
        chosen, by = form.cleaned_data, person(request)
        edition = Edition.objects.select_related("article").get(pk=form.instance.pk)
        bylines = next((formset.rows() for formset in formsets if formset.model is Byline), [])
        shared = edition.article.revision
        if form.shared_is_open:
            shared = revisions.save_shared(
                edition.article, form.shared(), by=by, base=chosen["shared_base"], overruling=chosen.get("over_shared")
            )
        text = revisions.save(
            edition, form.text(bylines), by=by, base=chosen["text_base"], overruling=chosen.get("over_text")
        )
        form.instance.saved_as = Seen(text.pk, shared.pk)
        form.instance.headline = text.content["headline"]

    def log_addition(self, request: HttpRequest, obj: Edition, message: Any) -> None:
        """Revisions say who saved what; the admin's own log would say it again."""

    def log_change(self, request: HttpRequest, obj: Edition, message: Any) -> None:
        """As log_addition()."""

    def construct_change_message(self, request: HttpRequest, form: EditionForm, formsets: list, add: bool = False) -> list:
        """As log_addition(); Django's looks for rows that a formset has saved, and ours saves none."""
        return []

    def response_add(self, request: HttpRequest, obj: Edition, post_url_continue: str | None = None) -> HttpResponse:
        return self.after_saving(request, obj)

    def response_change(self, request: HttpRequest, obj: Edition) -> HttpResponse:
        return self.after_saving(request, obj)

    def after_saving(self, request: HttpRequest, obj: Edition) -> HttpResponse:
        """Stay on the page; where asked, submit exactly what was saved."""
        if "_submit" not in request.POST:
            messages.success(request, gettext("Saved."))
            return redirect("admin:articles_edition_change", obj.pk)
        try:
            workflow.move(obj, Step.SUBMIT, by=person(request), seen=obj.saved_as)
        except Refused as refused:
            messages.warning(request, str(refused.reason))
            return redirect("admin:articles_edition_change", obj.pk)
        messages.success(request, gettext("Saved and submitted: an editor reads it next."))
        return redirect("admin:articles_edition_review", obj.pk)


def language_asked(request: HttpRequest) -> str:
    """The language of a new text: the one in the address, else the person's own."""
    asked = request.GET.get("language", person(request).language)
    if asked not in Language.values:
        raise Http404
    return asked


def story_of(request: HttpRequest, obj: Edition | None) -> Article | None:
    """The story of the page; for a new language the one in the address, if the person may see any of it."""
    if obj:
        return obj.article
    asked = request.GET.get("story")
    if not asked:
        return None
    story = Article.objects.visible_to(person(request)).filter(short_id=asked).first()
    if story is None:
        raise Http404
    return story
