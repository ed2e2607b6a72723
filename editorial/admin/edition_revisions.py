"""The desk's pages of saved revisions: the list, two compared, one restored, who wrote which paragraph."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Edition, Revision
from editorial import authorship, comparing
from editorial.admin.base import DeskModelAdmin, person
from editorial.admin.edition_pages import no_store
from editorial.restoring import restore
from editorial.revisions import Conflict
from editorial.workflow import Refused

PER_PAGE = 50  # revisions
MOST = 2**31 - 1  # a number that the column can hold
INLINE, BESIDE = "inline", "beside"


class TwoRevisionsForm(forms.Form):
    """Two numbers of saved revisions."""

    old = forms.IntegerField(min_value=1, max_value=MOST)
    new = forms.IntegerField(min_value=1, max_value=MOST)


class RestoreForm(forms.Form):
    """Id of the revision that stood when the page was opened."""

    base = forms.IntegerField()


class EditionRevisions(DeskModelAdmin):
    """For the admin of editions; each page asks get_queryset() which editions this person may see."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/revisions/", wrap(require_safe(self.revisions)), name="articles_edition_revisions"),
            path("<int:pk>/revisions/<int:old>/<int:new>/", wrap(require_safe(self.compare)), name="articles_edition_compare"),
            path("<int:pk>/revisions/<int:number>/restore/", wrap(require_POST(self.restore)), name="articles_edition_restore"),
            path("<int:pk>/paragraphs/", wrap(require_safe(self.paragraphs)), name="articles_edition_paragraphs"),
        ]
        return own + super().get_urls()

    def revisions(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The newest first; two numbers in the query lead to their comparison."""
        edition = get_object_or_404(self.get_queryset(request), pk=pk)
        asked = TwoRevisionsForm(request.GET)
        if asked.is_valid():
            return redirect("admin:articles_edition_compare", pk, asked.cleaned_data["old"], asked.cleaned_data["new"])
        page = Paginator(saved(edition).order_by("-number"), PER_PAGE).get_page(request.GET.get("page"))
        released = edition.releases.filter(text_revision__in=[revision.pk for revision in page])
        releases: dict[int, list[int]] = {}
        for revision, number in released.order_by("number").values_list("text_revision", "number"):
            releases.setdefault(revision, []).append(number)
        rows = [(revision, releases.get(revision.pk, [])) for revision in page]
        return self.revision_page(request, edition, "revisions", {"page": page, "rows": rows})

    def compare(self, request: HttpRequest, pk: int, old: int, new: int) -> HttpResponse:
        edition = get_object_or_404(self.get_queryset(request), pk=pk)
        return self.comparison(request, edition, revision_of(edition, old), revision_of(edition, new))

    def comparison(
        self, request: HttpRequest, edition: Edition, old: Revision, new: Revision, status: int = 200
    ) -> HttpResponse:
        may_write = Edition.objects.editable_by(person(request)).filter(pk=edition.pk).exists()
        context = {
            "old": old,
            "new": new,
            "comparison": comparing.compare(edition, old, new, self.get_queryset(request)),
            "layout": BESIDE if request.GET.get("layout") == BESIDE else INLINE,
            "restorable": [revision for revision in (old, new) if revision.pk != edition.revision_id] if may_write else [],
        }
        return self.revision_page(request, edition, "compare", context, status)

    def restore(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Save revision `number` anew on top of the one that the page showed; a refusal shows both again, with the reason."""
        edition = get_object_or_404(self.get_queryset(request), pk=pk)
        revision = revision_of(edition, number)
        form = RestoreForm(request.POST)
        if not form.is_valid():
            raise Http404
        base = form.cleaned_data["base"]
        try:
            stands = restore(edition, revision, by=person(request), base=base)
        except Conflict:
            reason = _("Somebody else saved this story meanwhile. Nothing was restored; look at what stands now, then decide.")
        except Refused as refused:
            reason = str(refused.reason)
        except ValidationError as invalid:
            reason = " ".join(invalid.messages)
        else:
            self.say_restored(request, revision, stands, base)
            return redirect("admin:articles_edition_compare", pk, revision.number, stands.number)
        messages.error(request, reason)
        edition = get_object_or_404(self.get_queryset(request), pk=pk)
        return self.comparison(request, edition, revision_of(edition, edition.revision.number), revision, status=409)

    def say_restored(self, request: HttpRequest, revision: Revision, stands: Revision, base: int) -> None:
        if stands.pk == base:
            messages.info(request, _("The text that stands is the same already; nothing was saved."))
            return
        numbers = {"old": revision.number, "new": stands.number}
        messages.success(request, _("Saved revision %(old)d was restored, as saved revision %(new)d.") % numbers)
        if stands.content != revision.content:
            messages.warning(request, _("A picture or a name in it was deleted since, and is not in the restored text."))

    def paragraphs(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition = get_object_or_404(self.get_queryset(request), pk=pk)
        passages = authorship.passages(edition)
        cards = {passage.card for passage in passages if passage.card}
        headlines = comparing.headlines_of(cards, edition.language, self.get_queryset(request))
        context = {"passages": [(passage, headlines.get(passage.card, passage.card)) for passage in passages]}
        return self.revision_page(request, edition, "paragraphs", context)

    def revision_page(
        self, request: HttpRequest, edition: Edition, name: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        around = {**self.admin_site.each_context(request), "opts": self.opts, "title": edition, "edition": edition}
        return no_store(render(request, f"admin/articles/edition/{name}.html", around | context, status=status))


def saved(edition: Edition) -> QuerySet[Revision]:
    """The edition's revisions with what a list shows of them: fifty texts would be megabytes."""
    return edition.revisions.select_related("by", "restored_from").defer("content", "restored_from__content")


def revision_of(edition: Edition, number: int) -> Revision:
    return get_object_or_404(edition.revisions.select_related("by", "restored_from"), number=number)
