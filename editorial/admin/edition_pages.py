"""The desk's other pages of a story: review with preview, moves, history, cards of related stories."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from articles import pages
from articles.models import Edition, Revision
from editorial import releases, workflow
from editorial.admin.base import DeskModelAdmin, person
from editorial.bin import discard, may_discard
from editorial.comparing import headlines_of
from editorial.forms import NoteForm
from editorial.views.story import history_of, languages_of, latest_note, told
from editorial.workflow import Refused, Seen, Step

NEWEST = 5  # saves and moves beside a text
PER_PAGE = 50  # of them on the page of its history


class EditionPages(DeskModelAdmin):
    """For the admin of editions; each page asks get_queryset() which editions this person may see."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/review/", wrap(self.review), name="articles_edition_review"),
            path("<int:pk>/preview/<int:text>/<int:shared>/", wrap(self.preview), name="articles_edition_preview"),
            path("<int:pk>/move/", wrap(require_POST(self.move)), name="articles_edition_move"),
            path("<int:pk>/discard/", wrap(require_POST(self.discard)), name="articles_edition_discard"),
            path("cards/", wrap(require_safe(self.cards)), name="articles_edition_cards"),
        ]
        return own + super().get_urls()

    def review(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.review_page(request, get_object_or_404(self.get_queryset(request), pk=pk))

    def review_page(self, request: HttpRequest, edition: Edition, note: str = "", status: int = 200) -> HttpResponse:
        """The saved text in the reader's template, and the steps that are open to this person."""
        seen = workflow.current(edition)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": edition,
            "edition": edition,
            "seen": seen,
            "languages": languages_of(edition.article, edition.language, person(request)),
            "returned": latest_note(edition),
            "steps": workflow.open_steps(edition, person(request)) if seen.text else [],
            "Step": Step,
            "typed_note": note,
            "can_change": self.has_change_permission(request, edition) and edition.binned_at is None,
            "can_discard": may_discard(edition, person(request)),
            "history": told(history_of(edition)[:NEWEST]),
        }
        return no_store(render(request, "admin/articles/edition/review.html", context, status=status))

    @method_decorator([xframe_options_sameorigin, csp_replace({"frame-ancestors": [SELF]})])
    def preview(self, request: HttpRequest, pk: int, text: int, shared: int) -> HttpResponse:
        """These very revisions as readers would get them: the public page's own template, kept by nobody."""
        edition = get_object_or_404(self.get_queryset(request), pk=pk)
        live = releases.preview(
            edition,
            get_object_or_404(edition.revisions, pk=text),
            get_object_or_404(Revision.objects.filter(article=edition.article_id, edition=None), pk=shared),
        )
        with translation.override(edition.language):
            request.LANGUAGE_CODE = edition.language
            response = render(request, "articles/article.html", {**pages.article(live), "preview": True})
        return no_store(response)

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One posted step; a refusal leaves the page as it was, with the note as it was typed."""
        edition = get_object_or_404(self.get_queryset(request), pk=pk)
        form = NoteForm(request.POST)
        if not form.is_valid() or form.cleaned_data["step"] not in workflow.BY_HAND:
            raise Http404
        posted = form.cleaned_data
        step = Step(posted["step"])
        try:
            edition = workflow.move(
                edition, step, by=person(request), seen=Seen(posted["text"], posted["shared"]), note=posted["note"]
            )
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return self.review_page(request, edition, note=posted["note"], status=409)
        messages.success(request, gettext("%(step)s: done.") % {"step": step.label})
        if step in {Step.BIN, Step.UNBIN} or not self.get_queryset(request).filter(pk=pk).exists():
            return redirect("admin:articles_edition_changelist")
        return redirect("admin:articles_edition_review", pk)

    def discard(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition = get_object_or_404(self.get_queryset(request), pk=pk)
        try:
            discard(edition, by=person(request))
        except Refused as refused:
            messages.error(request, str(refused.reason))
            return self.review_page(request, edition, status=409)
        messages.success(request, gettext("Deleted for good."))
        return redirect("admin:articles_edition_changelist")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        edition = self.get_object(request, object_id)
        if edition is None:
            raise Http404
        page = Paginator(history_of(edition), PER_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": edition,
            "edition": edition,
            "page": page,
            "history": told(page),
        }
        return no_store(render(request, "admin/articles/edition/history.html", context))

    def cards(self, request: HttpRequest) -> JsonResponse:
        """Headlines of the stories that stand in a text as living cards, by short id: {"k3m9xq": "…"}.

        Readers' stories, and drafts that this person may read; the asked language before the others.
        """
        asked, wanted = request.GET.get("ids", "").split(",")[:50], request.GET.get("language", "")
        return JsonResponse(headlines_of(asked, wanted, self.get_queryset(request)))


def no_store(response: HttpResponse) -> HttpResponse:
    """Drafts are kept by no cache, the browser's own among them."""
    response["Cache-Control"] = "no-store"
    return response
