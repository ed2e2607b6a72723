"""Takes pictures in, changes their words, lets them go."""

import secrets
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.languages import Language
from articles.models import Author, Photo, Revision
from articles.tasks import make_renditions
from editorial import audit
from editorial.acts import Act
from editorial.models import BoardMember, User
from newsroom.lib import pictures
from newsroom.lib.pictures import Picture
from newsroom.lib.text import tidy

Words = Mapping[str, str]  # a text by language code; languages that are not named stay empty
WORDS = [f"{field}_{language}" for field in ("alt", "caption", "credit") for language in Language.values]


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
        with transaction.atomic():
            photo.save()
            record(photo, Act.REFERENCE_ADDED, by=by)
            make_renditions.defer(photo_id=photo.pk)
        undo.pop_all()
    return photo


def columns(field: str, words: Words) -> dict[str, str]:
    return {f"{field}_{language}": tidy(text) for language, text in words.items()}


@transaction.atomic
def change_words(photo: Photo, changed: Iterable[str], *, by: User) -> None:
    """Store the kind and the words as they stand in `photo`; `changed` names the fields.

    Releases keep the words that readers got; the label of the kind is the picture's own, so its pages follow.
    """
    for name in WORDS:
        setattr(photo, name, tidy(getattr(photo, name) or ""))
    photo.save()
    record(photo, Act.REFERENCE_CHANGED, by=by, fields=changed)
    renditions.tell(renditions.tags_showing(photo))


@transaction.atomic
def remove(photo: Photo, *, by: User) -> None:
    """Delete the picture, and its files once that is committed. Raises ProtectedError where anything shows it."""
    users = other_uses(photo)
    if users:
        raise ProtectedError("the picture is in use", set(users))
    names = renditions.names_of(photo)
    record(photo, Act.REFERENCE_DELETED, by=by)
    photo.delete()
    transaction.on_commit(partial(renditions.remove, names))


def other_uses(photo: Photo) -> list[models.Model]:
    """What would lose the picture without the database's saying a word: portraits, and saved revisions that name it."""
    return [
        *Author.objects.filter(portrait=photo),
        *BoardMember.objects.filter(portrait=photo),
        *Revision.objects.filter(content__picture=photo.pk).select_related("edition", "article"),
    ]


def described(use: models.Model) -> str:
    """A use as a person knows it."""
    if isinstance(use, Revision):
        return _("saved revision of “%(story)s”") % {"story": use.edition or use.article}
    return f"{use._meta.verbose_name}: {use}"


def record(photo: Photo, act: Act, *, by: User, fields: Iterable[str] = ()) -> None:
    audit.record(act, by=by, note=" · ".join([f"photo:{photo.pk}", str(photo), *fields]))
