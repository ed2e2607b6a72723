"""The interface speaks Arabic and Sorani without gettext's tools, and says what it cannot say yet."""

import gettext
import os
from pathlib import Path

import pytest

from newsroom.lib import catalogues

CODE = '''
from django.utils.translation import gettext_lazy as _, ngettext, pgettext

class Meta:
    verbose_name = _("a piece of the newsroom")
TOLD = ngettext("%(count)d stolen pen", "%(count)d stolen pens", 3)
ROLE = pgettext("in a byline", "drawn by")
LONG = _("The first half "
         "and the second.")
'''

TEMPLATE = """{% load i18n %}
<ul>
        <li title="{% translate "It's a «quoted» reader" %}">(نص عربي {{ name|default:_("nobody at all") }}
    {% blocktranslate trimmed with who=user %}
      Written by {{ who }}
      at 100%.
    {% endblocktranslate %}
  {% blocktranslate count n=pens|length %}one pen{% plural %}{{ n }} pens{% endblocktranslate %}
  {% translate "to draw" context "by hand" %} {# a comment ' that opens no quote #}
"""

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@pytest.fixture
def code(tmp_path: Path) -> Path:
    folder = tmp_path / "code"
    (folder / "migrations").mkdir(parents=True)
    (folder / "desk.py").write_text(CODE)
    (folder / "page.html").write_text(TEMPLATE)
    (folder / "migrations" / "0001.py").write_text('_("in a migration")')
    return folder


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    return tmp_path / "locale"


def translate(locale: Path, language: str, msgid: str, msgstr: str) -> None:
    """Do what a translator does with an editor."""
    path = catalogues.po_path(locale, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = path.read_text() if path.exists() else PO
    head, found, tail = text.partition(f'msgid "{msgid}"\nmsgstr ""')
    path.write_text(f'{head}msgid "{msgid}"\nmsgstr "{msgstr}"{tail if found else ""}\n')


def faults(locale: Path, code: Path, language: str = "ckb") -> dict[str, str]:
    return {gap.msgid: gap.fault for gap in catalogues.check(locale, [code]) if gap.language == language}


def test_all_that_code_and_templates_say_is_gathered(code):
    gathered = {(message.id, message.context) for message in catalogues.gather([code]) if message.id}
    assert gathered == {
        ("a piece of the newsroom", None),
        (("%(count)d stolen pen", "%(count)d stolen pens"), None),
        ("drawn by", "in a byline"),
        ("The first half and the second.", None),
        ("It's a «quoted» reader", None),
        ("nobody at all", None),
        ("Written by %(who)s at 100%%.", None),
        (("one pen", "%(n)s pens"), None),
        ("to draw", "by hand"),
    }


def test_what_no_catalogue_holds_is_named(code, locale):
    named = faults(locale, code)
    assert named["a piece of the newsroom"] == catalogues.MISSING
    assert len(named) == 9
    assert str(catalogues.check(locale, [code])[0]).startswith("ar: missing from the catalogue: ")


def test_what_is_gathered_but_not_translated_is_named_until_it_is(code, locale):
    catalogues.update(locale, [code])
    assert faults(locale, code)["a piece of the newsroom"] == catalogues.EMPTY
    translate(locale, "ckb", "a piece of the newsroom", "پارچەیەکی ژووری هەواڵ")
    assert "a piece of the newsroom" not in faults(locale, code)
    assert "a piece of the newsroom" in faults(locale, code, "ar")


def test_a_fuzzy_translation_is_none(code, locale):
    translate(locale, "ckb", "nobody at all", "هیچ کەس")
    path = catalogues.po_path(locale, "ckb")
    path.write_text(path.read_text().replace('msgid "nobody', '#, fuzzy\nmsgid "nobody'))
    assert faults(locale, code)["nobody at all"] == "fuzzy"


def test_a_translation_with_a_placeholder_that_nobody_fills_is_named(code, locale):
    catalogues.update(locale, [code])
    translate(locale, "ar", "Written by %(who)s at 100%%.", "بقلم %(man)s 100%%.")
    assert "'man'" in faults(locale, code, "ar")["Written by %(who)s at 100%%."]


def test_a_plural_needs_all_its_forms(code, locale):
    catalogues.update(locale, [code])
    path = catalogues.po_path(locale, "ar")
    assert 'msgid_plural "%(n)s pens"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""' in path.read_text()
    path.write_text(path.read_text().replace('pens"\nmsgstr[0] ""', 'pens"\nmsgstr[0] "لا أقلام"'))
    assert faults(locale, code, "ar")["one pen"] == catalogues.EMPTY


def test_django_s_own_words_are_no_gap(tmp_path, locale):
    (tmp_path / "page.html").write_text('{% translate "Save" %}')
    assert catalogues.check(locale, [tmp_path]) == []


def test_gathering_anew_keeps_translations_forgets_what_is_gone_and_changes_nothing_else(code, locale):
    catalogues.update(locale, [code])
    translate(locale, "ar", "a piece of the newsroom", "قطعة من غرفة الأخبار")
    translate(locale, "ar", "nobody at all", "لا أحد")
    catalogues.update(locale, [code])
    before = catalogues.po_path(locale, "ar").read_bytes()
    catalogues.update(locale, [code])
    assert catalogues.po_path(locale, "ar").read_bytes() == before

    (code / "page.html").unlink()
    catalogues.update(locale, [code])
    after = catalogues.po_path(locale, "ar").read_text()
    assert "قطعة من غرفة الأخبار" in after
    assert "لا أحد" not in after


def test_a_compiled_catalogue_speaks_arabic_and_is_made_again_only_when_its_source_changed(locale):
    translate(locale, "ar", "Publish", "نشر")
    source = catalogues.po_path(locale, "ar")
    assert catalogues.compile_changed(locale) == [source.with_suffix(".mo")]
    assert gettext.translation("django", locale, ["ar"]).gettext("Publish") == "نشر"
    assert catalogues.compile_changed(locale) == []
    os.utime(source, (source.stat().st_mtime + 10,) * 2)
    assert catalogues.compile_changed(locale) == [source.with_suffix(".mo")]
    assert [path.name for path in source.parent.iterdir() if path.suffix not in {".po", ".mo"}] == []


def test_a_place_without_catalogues_has_nothing_to_compile(locale):
    assert catalogues.compile_changed(locale) == []
