"""Pictures as somebody at the desk uploads them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from articles.models import Photo
from editorial import media
from tests.make import make_writer

ALT = {"ar": "جسر فوق نهر عند الغروب", "ckb": "پردێک لەسەر ڕووبار"}


def upload(extension: str = "JPEG", name: str = "جسر الموصل.jpg") -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (800, 600), "#a86b32").save(data, extension, comment=b"Kamera-7")
    return SimpleUploadedFile(name, data.getvalue(), content_type="image/jpeg")


def store(**fields) -> Photo:
    by = fields.pop("by", None) or make_writer()
    words = {"kind": Photo.Kind.NEWS, "credit": "تصوير: نادية حسن", "alt": ALT, "caption": {"ar": "الجسر مساءً"}}
    return media.store_photo(upload(), by=by, **words | fields)


def stored(folder) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]


def delete_page(photo: Photo) -> str:
    return reverse("admin:articles_photo_delete", args=[photo.pk])
