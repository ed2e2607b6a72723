"""Readers' one stylesheet."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from newsroom import finders as ours


@pytest.fixture(autouse=True)
def _built_elsewhere(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(ours, "BUILT", tmp_path)


def test_readers_get_every_part_in_one_file():
    found = finders.find("css/reader.css")
    whole = Path(found).read_text(encoding="utf-8")
    assert all(ours.squeezed(part.read_text(encoding="utf-8")) in whole for part in ours.parts())
    assert len(ours.parts()) > 10


def test_other_files_are_found_by_the_others():
    assert ours.ReaderStylesheet().find("css/base.css") == []
    assert finders.find("css/tokens.css").endswith("static/css/tokens.css")


def test_the_stylesheet_is_collected_from_where_it_was_built(tmp_path):
    [(name, storage)] = ours.ReaderStylesheet().list([])
    assert isinstance(storage, FileSystemStorage)
    assert storage.path(name) == str(tmp_path / "css" / "reader.css")
    with storage.open(name) as built:
        assert built.read().startswith(b":root{")


def test_a_changed_part_is_built_anew(monkeypatch, tmp_path):
    part = tmp_path / "part.css"
    part.write_text("a { color: red; }")
    monkeypatch.setattr(ours, "parts", lambda: [part])
    before = ours.build().read_text()
    part.write_text("/* ملاحظة */ a  { color: blue; }")
    assert (before, ours.build().read_text()) == ("a{color: red;}", "a{color: blue;}")
