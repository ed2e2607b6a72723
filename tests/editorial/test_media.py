"""Pictures at the desk: who may take them in, what is kept of them, how they go."""


import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import renditions
from articles.models import Change, Photo
from editorial import audit, media
from editorial.models import AuditEntry
from tests.editorial.pictures import ALT, delete_page, store, stored, upload
from tests.make import (
    make_board_member,
    make_editor,
    make_live,
    make_translator,
    make_writer,
)

pytestmark = pytest.mark.django_db

ADD = "/desk/articles/photo/add/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def posted(**fields) -> dict:
    words = {"upload": upload(), "kind": "news", "credit_ar": "تصوير: نادية حسن", "alt_ar": "جسر فوق نهر", "alt_en": "A bridge"}
    return words | fields


def change_page(photo: Photo) -> str:
    return reverse("admin:articles_photo_change", args=[photo.pk])


def words_of(photo: Photo, **fields) -> dict:
    return {"kind": photo.kind, **{name: getattr(photo, name) or "" for name in media.WORDS}} | fields


# Storing


def test_a_picture_is_kept_under_a_name_of_our_own_with_its_words(folder):
    photo = store(alt={"ar": "  جسر \u202e فوق  نهر ", "ckb": ALT["ckb"]})
    assert stored(folder) == [photo.name]
    assert photo.name.startswith("photos/")
    assert photo.name.endswith(".jpg")
    assert photo.name.isascii()
    assert b"Kamera-7" not in (folder / photo.name).read_bytes()
    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (800, 600)
    assert (photo.alt_ar, photo.alt_ckb, photo.alt_en or "") == ("جسر فوق نهر", ALT["ckb"], "")
    assert photo.credit == "تصوير: نادية حسن"


def test_an_upload_stands_in_the_trail_and_gives_the_worker_its_job():
    writer = make_writer()
    photo = store(by=writer)
    entry = AuditEntry.objects.get()
    assert entry.user_id == writer.pk
    assert f"photo:{photo.pk}" in entry.note
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("articles.make_renditions", {"photo_id": photo.pk})


def test_a_kind_that_there_is_not_or_a_missing_credit_stores_nothing(folder):
    for wrong in ({"kind": "painting"}, {"credit": " "}, {"alt": {"ar": "ا" * 251}}):
        with pytest.raises(ValidationError):
            store(**wrong)
    assert stored(folder) == []
    assert not Photo.objects.exists()


def test_a_picture_whose_row_fails_leaves_no_file(folder, monkeypatch):
    def fail(*_arguments, **_words):
        raise RuntimeError

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError):
        store()
    assert stored(folder) == []
    assert not Photo.objects.exists()
    assert not ProcrastinateJob.objects.exists()


def test_what_is_undone_around_a_picture_leaves_no_job_and_by_the_next_night_no_file(folder, monkeypatch):
    with transaction.atomic():
        store()
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()
    assert len(stored(folder)) == 1
    monkeypatch.setattr(renditions, "FORGOTTEN_AFTER", -renditions.FORGOTTEN_AFTER)
    renditions.remove_forgotten()
    assert stored(folder) == []


# The desk


def test_a_writer_uploads_a_picture_at_the_desk(client, folder):
    writer = make_writer()
    client.force_login(writer)
    answer = client.post(ADD, posted())
    assert answer.status_code == 302
    photo = Photo.objects.get()
    assert (photo.uploaded_by, photo.credit_ar) == (writer, "تصوير: نادية حسن")
    assert (photo.alt_ar, photo.alt_en) == ("جسر فوق نهر", "A bridge")
    assert stored(folder) == [photo.name]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("رسم.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "unreadable"),
        (SimpleUploadedFile("فارغ.jpg", b""), "empty"),
        (upload("GIF", "متحركة.gif"), "unreadable"),
    ],
    ids=["svg", "empty", "gif"],
)
def test_a_refused_file_is_told_beside_the_field_and_nothing_is_stored(client, folder, file, told):
    client.force_login(make_writer())
    file.seek(0)
    answer = client.post(ADD, posted(upload=file))
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["upload"] == [str(media.pictures.REFUSALS[told])]
    assert answer.context["adminform"].form["alt_ar"].value() == "جسر فوق نهر"
    assert stored(folder) == []
    assert not Photo.objects.exists()


@pytest.mark.parametrize("missing", ["upload", "kind", "credit_ar", "alt_ar"])
def test_a_picture_needs_a_file_a_kind_a_credit_and_a_description(client, folder, missing):
    client.force_login(make_writer())
    fields = posted()
    del fields[missing]
    answer = client.post(ADD, fields)
    assert list(answer.context["adminform"].form.errors) == [missing]
    assert stored(folder) == []


def test_each_description_stands_in_the_direction_of_its_language(client):
    client.force_login(make_writer())
    fields = client.get(ADD).context["adminform"].form.fields
    for name, language, direction in (("alt_ar", "ar", "rtl"), ("alt_en", "en", "ltr"), ("caption_ckb", "ckb", "rtl")):
        assert fields[name].widget.attrs["lang"] == language
        assert fields[name].widget.attrs["dir"] == direction


def test_the_list_shows_pictures_and_finds_them_by_their_words_in_any_language(client, django_assert_max_num_queries):
    for number in range(12):
        store(alt={"ar": f"جسر {number}"})
    wanted = store(alt={"ar": "سوق قديم", "ckb": "بازاڕی کۆن"})
    client.force_login(make_writer())
    with django_assert_max_num_queries(12):
        answer = client.get("/desk/articles/photo/", {"q": "بازاڕی"})
    assert list(answer.context["cl"].result_list) == [wanted]
    assert f'src="{wanted.file.url}" width="160" height="120"' in answer.content.decode()


def test_a_writer_sees_a_picture_but_changes_and_deletes_none(client):
    photo = store()
    client.force_login(make_writer())
    page = client.get(change_page(photo))
    assert page.status_code == 200
    assert 'name="alt_ar"' not in page.content.decode()
    assert client.post(change_page(photo), words_of(photo, alt_ar="غير ذلك")).status_code == 403
    assert client.post(delete_page(photo), {"post": "yes"}).status_code == 403
    assert Photo.objects.get().alt_ar == ALT["ar"]


def test_a_translator_may_add_and_an_editor_may_not_delete(client):
    client.force_login(make_translator())
    assert client.post(ADD, posted()).status_code == 302
    client.force_login(make_editor())
    assert client.post(delete_page(Photo.objects.get()), {"post": "yes"}).status_code == 403


def test_an_editor_mends_the_words_and_never_the_file(client, folder):
    photo = store()
    before = (folder / photo.name).read_bytes()
    client.force_login(make_editor())
    assert 'type="file"' not in client.get(change_page(photo)).content.decode()
    answer = client.post(change_page(photo), words_of(photo, caption_en="The bridge at dusk", upload=upload("PNG")))
    assert answer.status_code == 302
    changed = Photo.objects.get()
    assert (changed.caption_en, changed.name) == ("The bridge at dusk", photo.name)
    assert (folder / photo.name).read_bytes() == before
    assert audit.name_of(photo, "caption_en") in AuditEntry.objects.first().note
    assert "caption_en" not in AuditEntry.objects.first().note


def test_words_mended_while_the_worker_makes_renditions_leave_them_in_place():
    photo = store()
    on_screen = Photo.objects.get()
    renditions.make(photo)
    on_screen.alt_ar = "جسر الموصل عند الغروب"
    media.change_words(on_screen, ["alt_ar"], by=make_editor())
    now = Photo.objects.get()
    assert (now.alt_ar, now.rendered_widths) == ("جسر الموصل عند الغروب", [320, 640])


def test_pages_follow_when_a_picture_becomes_an_archive_picture():
    photo = store()
    live = make_live(picture=photo)
    told = Change.objects.count()
    photo.kind = Photo.Kind.ARCHIVE
    media.change_words(photo, ["kind"], by=make_editor())
    assert Change.objects.count() == told + 1
    assert f"article:{live.article_id}" in Change.objects.latest("sequence").tags


def test_the_board_s_page_follows_its_portraits():
    photo = store()
    make_board_member(portrait=photo)
    photo.kind = Photo.Kind.ARCHIVE
    media.change_words(photo, ["kind"], by=make_editor())
    assert "masthead:ckb" in Change.objects.latest("sequence").tags
