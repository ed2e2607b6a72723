"""How pictures go: with all their files, and never while anything shows them."""


import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError

from articles import renditions
from articles.models import Photo, Revision
from editorial import media, reference
from editorial.models import AuditEntry
from tests.editorial.pictures import delete_page, store, stored
from tests.make import (
    make_author,
    make_board_member,
    make_edition,
    make_live,
    make_photo_editor,
    make_writer,
    revise,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


# Letting go


def test_a_photo_editor_deletes_a_picture_that_nothing_shows_with_all_its_files(
    client, folder, django_capture_on_commit_callbacks
):
    photo = store()
    renditions.make(photo)
    assert len(stored(folder)) == 3
    client.force_login(make_photo_editor())
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(delete_page(photo), {"post": "yes"}).status_code == 302
    assert not Photo.objects.exists()
    assert stored(folder) == []
    assert f"photo:{photo.pk}" in AuditEntry.objects.first().note


def test_files_stay_until_the_deletion_is_committed(folder):
    photo = store()
    with transaction.atomic():
        media.remove(Photo.objects.get(), by=make_photo_editor())
        transaction.set_rollback(True)
    assert Photo.objects.exists()
    assert stored(folder) == [photo.name]


def in_a_draft(photo: Photo) -> None:
    make_edition(picture=photo)


def in_an_older_text(photo: Photo) -> None:
    edition = make_edition()
    revise(edition, picture=photo.pk)
    revise(edition, picture=None)


def over_a_story(photo: Photo) -> None:
    make_live(picture=photo)


def as_a_portrait(photo: Photo) -> None:
    make_author(portrait=photo)


def on_the_board(photo: Photo) -> None:
    make_board_member(portrait=photo)


@pytest.mark.parametrize("use", [in_a_draft, in_an_older_text, over_a_story, as_a_portrait, on_the_board])
def test_a_picture_in_use_is_not_deleted(client, folder, use):
    photo = store()
    use(photo)
    with pytest.raises(ProtectedError), transaction.atomic():
        media.remove(photo, by=make_photo_editor())
    client.force_login(make_photo_editor())
    answer = client.post(delete_page(photo), {"post": "yes"})
    assert answer.status_code == 200
    assert answer.context["protected"]
    assert Photo.objects.exists()
    assert stored(folder) == [photo.name]


def test_of_a_picture_in_many_revisions_the_first_few_are_told_and_no_text_is_loaded(client, django_assert_max_num_queries):
    photo, writer = store(), make_writer()
    edition = make_edition(by=writer, picture=photo)
    for number in range(reference.MOST_USES + 4):
        revise(edition, headline=f"عنوان رقم {number}", picture=photo.pk, by=writer)
    client.force_login(make_photo_editor())
    with django_assert_max_num_queries(12) as asked:
        answer = client.get(delete_page(photo))
    assert len(answer.context["protected"]) == reference.MOST_USES
    assert not [query for query in asked.captured_queries if '"articles_revision"."content",' in query["sql"]]
    with pytest.raises(ProtectedError) as refused, transaction.atomic():
        media.remove(photo, by=make_photo_editor())
    assert len(refused.value.protected_objects) == reference.MOST_USES


def test_revisions_with_a_picture_are_found_without_reading_all_that_were_ever_saved():
    rows = Revision.objects.filter(content__picture=7).order_by()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "revision_by_picture" in rows.explain()
