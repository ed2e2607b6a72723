"""Takes pictures in, changes their words, lets them go."""

import secrets
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import ProtectedError

from articles import renditions
from articles.languages import Language
from articles.models import Photo
from articles.tasks import make_renditions
from editorial import reference
from editorial.acts import Act
from editorial.models import User
from newsroom.lib import pictures
from newsroom.lib.pictures import Picture
from newsroom.lib.text import tidy

Words = Mapping[str, str]  # a text by language code; languages that are not named stay empty
TRANSLATED = ("alt", "caption", "credit")
WORDS = [f"{field}_{language}" for field in TRANSLATED for language in Language.values]


def store_photo(upload: UploadedFile, *, kind: str, credit: str, by: User, alt: Words, caption: Words) -> Photo:
    """Keep what somebody uploads, as our own encoding under a name of our own.

    Raises ValidationError for what is no picture, and for words that are too long; then nothing is stored.
    """
    return keep(pictures.decode_upload(upload), kind=kind, credit=credit, by=by, alt=alt, caption=caption)


def keep(picture: Picture, *, kind: str, credit: str, by: User, alt: Words, caption: Words) -> Photo:
    """The same for a picture that is decoded already."""
    words = {"credit_ar": tidy(credit), **columns("alt", alt), **columns("caption", caption)}
    photo = Photo(kind=kind, uploaded_by=by, width=picture.width, height=picture.height, **words)
    photo.full_clean(exclude={"file"})
    # The file comes before the row, so that no row is ever without one. A file that an outer transaction leaves
    # behind, or a machine that stops here, is found by renditions.remove_forgotten().
    name = f"{secrets.token_hex(10)}.{picture.extension}"
    photo.file.save(name, ContentFile(picture.data, name), save=False)
    with ExitStack() as undo:
        undo.callback(default_storage.delete, photo.name)
        with reference.telling(photo, Act.REFERENCE_ADDED, by=by):
            photo.save()
            make_renditions.defer(photo_id=photo.pk)
        undo.pop_all()
    return photo


def columns(field: str, words: Words) -> dict[str, str]:
    return {f"{field}_{language}": tidy(text) for language, text in words.items()}


def change_words(photo: Photo, changed: Collection[str], *, by: User) -> None:
    """Store the fields that `changed` names, as they stand in `photo`, and nothing else.

    The worker may have made renditions meanwhile, and a colleague mended another language's words. Releases keep the words
    that readers got; the label of the kind is the picture's own, so its pages follow.
    """
    words = {name for name in changed if name in WORDS}
    for name in words:
        setattr(photo, name, tidy(getattr(photo, name) or ""))
    columns = {*changed} | {name.rpartition("_")[0] for name in words}  # the untranslated column goes with its Arabic one
    with reference.telling(photo, Act.REFERENCE_CHANGED, by=by, fields=changed):
        photo.save(update_fields=columns)


@transaction.atomic
def remove(photo: Photo, *, by: User) -> None:
    """Delete the picture, and its files once that is committed. Raises ProtectedError where anything shows it."""
    if reference.is_in_use(photo):
        raise ProtectedError("the picture is in use", set(reference.uses(photo)))
    names = renditions.names_of(photo)
    with reference.telling(photo, Act.REFERENCE_DELETED, by=by):
        photo.delete()
    transaction.on_commit(partial(renditions.remove, names))
