"""What is on air: the only thing of a story that public pages ask for."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.addresses import path_to
from articles.languages import Language, direction
from articles.models.article import Kind
from articles.models.edition import BylineRole
from articles.models.people import Author, Source
from articles.models.taxonomy import Section, Topic
from newsroom.lib.text import fold

CARD_FIELDS = [
    "short_id", "language", "first_released_at", "changed_at", "edition_id", "article_id",
    "release__headline", "release__kicker", "release__summary", "release__slug", "release__kind", "release__bylines",
    "release__picture_alt", "release__section__slug", *(f"release__section__name_{code}" for code in Language.values),
    "release__picture__file", "release__picture__width", "release__picture__height", "release__picture__kind",
    "release__picture__rendered_widths", "section_id",
]  # fmt: skip


class LiveQuerySet(models.QuerySet["Live"]):
    def on_air(self, language: str) -> Self:
        """What readers of `language` may see now, newest first; the date is a second lock on the embargo."""
        return self.aired().filter(language=language).order_by("-first_released_at", "-pk")

    def aired(self) -> Self:
        """What readers may see now, in any language."""
        return self.filter(first_released_at__lte=Now())

    def for_cards(self) -> Self:
        """Load what a card shows and no more: one query, however many cards."""
        return self.select_related("release__section", "release__picture").only(*CARD_FIELDS)

    def for_page(self) -> Self:
        """Load what a story's own page shows of the release itself."""
        return self.select_related("release__section", "release__picture", "release__place")

    def for_tags(self) -> Self:
        """Load what press.touched_by() asks of each, for many at once."""
        return self.select_related("release", "section").prefetch_related("live_bylines")

    def in_section(self, section: Section) -> Self:
        """Of the section and its parts."""
        return self.filter(section__in=[section.pk, *section.parts.values_list("pk", flat=True)])

    def about(self, topic: Topic) -> Self:
        return self.filter(live_topics__topic=topic)

    def signed_by(self, author: Author) -> Self:
        return self.filter(pk__in=LiveByline.objects.filter(author=author).values("live"))

    def carried_from(self, source: Source) -> Self:
        return self.filter(pk__in=LiveByline.objects.filter(source=source).values("live"))

    def matching(self, words: str) -> Self:
        """Stories that hold every one of the words, whatever their spelling of hamza, ta marbuta or tashkeel."""
        folded = fold(words).split()[:10]
        found = self if folded else self.none()
        for word in folded:
            found = found.filter(search_text__contains=word)
        return found


class Live(models.Model):
    """One edition on air. Written by workflow.move(), its times also by adopt(), and by nothing else."""

    edition = models.OneToOneField("articles.Edition", models.PROTECT, related_name="live")
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="live")
    release = models.ForeignKey("articles.Release", models.PROTECT, related_name="+")
    language = models.CharField(_("language"), max_length=8, choices=Language)
    short_id = models.CharField(_("short id"), max_length=6)
    section = models.ForeignKey("articles.Section", models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    search_text = models.TextField(editable=False)  # folded: headline, kicker, summary, text and names
    first_released_at = models.DateTimeField(_("first released"), db_default=Now())
    changed_at = models.DateTimeField(_("last changed of substance"), db_default=Now())

    objects = LiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("story on air")
        verbose_name_plural = _("stories on air")
        constraints = [
            models.UniqueConstraint(name="one_live_per_language", fields=["language", "short_id"]),
            models.CheckConstraint(
                name="live_changed_after_it_was_released", condition=Q(changed_at__gte=models.F("first_released_at"))
            ),
        ]
        indexes = [
            models.Index(name="live_by_language", fields=["language", "-first_released_at", "-id"]),
            models.Index(name="live_by_section", fields=["section", "language", "-first_released_at", "-id"]),
            models.Index(name="live_by_kind", fields=["kind", "language", "-first_released_at", "-id"]),
        ]

    def __str__(self) -> str:
        return self.short_id

    def get_absolute_url(self) -> str:
        section, slug = self.address
        return path_to("article", self.language, section=section, short_id=self.short_id, slug=slug)

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def address(self) -> tuple[str, str]:
        """The section's and the slug's words in the address, decoded."""
        return self.release.section.slug, self.release.slug

    @property
    def share_path(self) -> str:
        """The short address that people pass on; an Arabic one is longer than many messages."""
        return path_to("share", self.language, short_id=self.short_id)


class LiveTopic(models.Model):
    """A story on air under one of its topics."""

    live = models.ForeignKey(Live, models.CASCADE, related_name="live_topics")
    topic = models.ForeignKey("articles.Topic", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="live_topic_once", fields=["topic", "live"])]

    def __str__(self) -> str:
        return f"{self.live_id}·{self.topic_id}"


class LiveByline(models.Model):
    """A story on air under one of its names."""

    live = models.ForeignKey(Live, models.CASCADE, related_name="live_bylines")
    author = models.ForeignKey("articles.Author", models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey("articles.Source", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=BylineRole)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="live_byline_position_once", fields=["live", "position"])]

    def __str__(self) -> str:
        return f"{self.live_id}·{self.position}"
