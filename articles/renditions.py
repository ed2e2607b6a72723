"""Narrower copies of pictures for narrower screens, and which pages show a picture."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from articles.languages import Language
from articles.models import Author, Change, Live, Photo
from articles.press import touched_by
from newsroom.lib.pictures import narrowed

FOLDER = "photos"
FORGOTTEN_AFTER = timedelta(days=1)  # far longer than a picture's file waits for its row


def make(photo: Photo) -> list[int]:
    """Make the renditions that are missing and tell the pages that show the picture; the widths that there are now."""
    widths = [width for width in Photo.WIDTHS if width < photo.width]
    for width in widths:
        write_once(photo, width)
    with transaction.atomic():
        if Photo.objects.filter(pk=photo.pk).exclude(rendered_widths=widths).update(rendered_widths=widths):
            Change.objects.record(tags_showing(photo))
    photo.rendered_widths = widths
    return widths


def write_once(photo: Photo, width: int) -> None:
    """Under another name first, then renamed: what bears the name is whole, even if the machine stops in between."""
    name = photo.rendition_name(width)
    if default_storage.exists(name):
        return
    with default_storage.open(photo.name) as original:
        unfinished = default_storage.save(f"{name}.part", ContentFile(narrowed(original, width)))
    Path(default_storage.path(unfinished)).replace(default_storage.path(name))


def tags_showing(photo: Photo) -> set[str]:
    """Of every page with the picture on it: over a story on air, or as the portrait of an author."""
    stories = touched_by(*Live.objects.filter(release__picture=photo).for_tags())
    authors = [f"author:{number}" for number in Author.objects.filter(portrait=photo).values_list("pk", flat=True)]
    places = [*authors, "front"] if authors else []
    return stories | {f"{place}:{language}" for place in places for language in Language.values}


def names_of(photo: Photo) -> set[str]:
    """All names in the storage that are the picture's, made or still to be made."""
    widths = {*Photo.WIDTHS, *photo.rendered_widths}
    return {photo.name, *(photo.rendition_name(width) for width in widths)}


def remove(names: Iterable[str]) -> None:
    """Delete files; those that are not there are passed over."""
    for name in names:
        default_storage.delete(name)


def remove_forgotten() -> list[str]:
    """Delete the files of pictures whose row was never committed, or is gone; their names."""
    names = [name for folder in months() for name in forgotten(folder)]
    remove(names)
    return names


def months() -> list[str]:
    """The folders that uploads go to, as photos/2025/11."""
    if not default_storage.exists(FOLDER):
        return []
    years = [f"{FOLDER}/{year}" for year in default_storage.listdir(FOLDER)[0]]
    return [f"{year}/{month}" for year in years for month in default_storage.listdir(year)[0]]


def forgotten(folder: str) -> Iterator[str]:
    """Names in the folder that no picture bears, but for those that may still be waiting for their commit."""
    named = {name for photo in Photo.objects.filter(file__startswith=f"{folder}/") for name in names_of(photo)}
    deadline = timezone.now() - FORGOTTEN_AFTER
    for name in (f"{folder}/{file}" for file in default_storage.listdir(folder)[1]):
        if name not in named and default_storage.get_modified_time(name) < deadline:
            yield name
