"""Where a story belongs: section, topics, place."""

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.addresses import RESERVED, path_to, refuse_reserved, slug_validator

# Both rows are held still first: of two people who move sections at once, the second sees what the first did.
TWO_LEVELS = """
PERFORM FROM articles_section s WHERE s.id IN (NEW.id, NEW.parent_id) ORDER BY s.id FOR NO KEY UPDATE;
IF NEW.parent_id IS NOT NULL AND (
    EXISTS (SELECT FROM articles_section s WHERE s.id = NEW.parent_id AND s.parent_id IS NOT NULL)
    OR EXISTS (SELECT FROM articles_section s WHERE s.parent_id = NEW.id)
) THEN
    RAISE EXCEPTION 'the tree of sections has two levels' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class SectionQuerySet(models.QuerySet["Section"]):
    def for_menu(self) -> "SectionQuerySet":
        """The sections that stand in the menu, in the order the newsroom gave them."""
        return self.filter(parent=None).order_by("position", "pk")


class Section(models.Model):
    """A part of the paper, as «اقتصاد»; some have parts of their own, one level down."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.CharField(
        _("address"), max_length=40, unique=True, validators=[slug_validator, refuse_reserved],
        error_messages={"unique": _("Another section has this address already.")},
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of"),
        limit_choices_to={"parent": None},
    )
    position = models.PositiveSmallIntegerField(_("place in the menu"), default=0)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="section_address_is_not_reserved", condition=~models.Q(slug__in=RESERVED)),
            models.CheckConstraint(name="section_is_not_its_own_part", condition=~models.Q(parent=models.F("pk"))),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="two_levels", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update, func=TWO_LEVELS
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.parent and (self.parent.parent_id or self.parent_id == self.pk or (self.pk and self.parts.exists())):
            raise ValidationError({"parent": _("The tree of sections has two levels: a part can't have parts.")})

    def path(self, language: str) -> str:
        return path_to("section", language, section=self.slug)


class Topic(models.Model):
    """What a story is about, across sections, as «الأهوار»."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.CharField(
        _("address"), max_length=60, unique=True, validators=[slug_validator],
        error_messages={"unique": _("Another topic has this address already.")},
    )

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    def path(self, language: str) -> str:
        return path_to("topic", language, slug=self.slug)


class Place(models.Model):
    """Where a story happens; stands in its dateline: «بغداد –»."""

    name = models.CharField(_("name"), max_length=80)
    slug = models.CharField(_("address"), max_length=60, unique=True, validators=[slug_validator])

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name
