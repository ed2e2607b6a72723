"""Form controls of the desk."""

import json
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.urls import reverse
from django.utils.translation import gettext
from django_prose_editor.widgets import prose_editor_base_media
from js_asset import Media, Script

from articles.addresses import SHORT_ID
from articles.body import BLOCKS

# What belongs to blocks without being one, and the bar over the text.
SETTINGS: dict[str, Any] = {
    "Document": True,
    "Text": True,
    "ListItem": True,
    "Bold": True,
    "Link": {"enableTarget": False},
    "HardBreak": True,
    "History": True,
    "Dropcursor": True,
    "Gapcursor": True,
    "Heading": {"levels": [2, 3]},
    "Menu": {
        "groups": [
            {"group": "headings"},
            {"group": "marks"},
            {"group": "link"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "history"},
        ]
    },
}


def words() -> dict[str, str]:
    """What the editor says, by its own English; its package has no Arabic and no Sorani."""
    return {
        "heading 2": gettext("Sub-headline"),
        "heading 3": gettext("Smaller sub-headline"),
        "bold": gettext("Bold"),
        "insert link": gettext("Link"),
        "remove link": gettext("Remove link"),
        "unordered list": gettext("Bulleted list"),
        "ordered list": gettext("Numbered list"),
        "List properties": gettext("List properties"),
        "blockquote": gettext("Quotation"),
        "related story": gettext("Related story"),
        "undo": gettext("Undo"),
        "redo": gettext("Redo"),
        "Address": gettext("Address"),
        "Insert": gettext("Insert"),
        "Address or short id of the story": gettext("Address or short id of the story"),
        "No story that you may see has this address.": gettext("No story that you may see has this address."),
        "Story text": gettext("Story text"),
    }


class OnlyNumbers:
    """Django's searched lists fail on a posted value that is no number, before the form can say so."""

    def optgroups(self, name: str, value: list[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        return super().optgroups(name, [one for one in value if str(one).isdecimal()], attrs)


class RowChooser(OnlyNumbers, AutocompleteSelect):
    """One row of a table, searched for."""


class RowsChooser(OnlyNumbers, AutocompleteSelectMultiple):
    """Several of them."""


class StoryBody(forms.Textarea):
    """The text of a story: the body's vocabulary and nothing else. Without script it is a plain field of markup."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 24, **(attrs or {})})

    @property
    def media(self) -> Media:
        ours = [Script(f"js/{name}.js", type="module") for name in ("story_body", "unsaved")]
        return prose_editor_base_media + Media(js=ours)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        setup = {
            "extensions": {block.extension: True for block in BLOCKS} | SETTINGS,
            "words": words(),
            "cards": reverse("admin:articles_edition_cards"),
            "shortId": SHORT_ID,
        }
        context["widget"]["attrs"]["data-story-body"] = json.dumps(setup, ensure_ascii=False)
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        return False
