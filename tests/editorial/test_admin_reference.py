"""The desk's lists of names, the masthead and the board. Each change reaches the trail and readers' pages."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext

from articles.models import Author, Change, Section, Topic
from editorial import audit, reference
from editorial.acts import Act
from editorial.models import AuditEntry, BoardMember, Masthead, User
from tests.make import (
    make_author,
    make_board_member,
    make_chief,
    make_edition,
    make_editor,
    make_live,
    make_masthead,
    make_place,
    make_section,
    make_source,
    make_technical,
    make_topic,
    make_writer,
    signed,
)

pytestmark = pytest.mark.django_db

LANGUAGES = ("ar", "ckb", "en")


@pytest.fixture
def sign_in(client):
    """Sign somebody in; gives back their browser."""

    def enter(user):
        client.force_login(user)
        return client

    return enter


def at(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def newest_tags():
    return set(Change.objects.order_by("-sequence").first().tags)


def section_form(**fields):
    words = {"name_ar": "اقتصاد", "name_en": "Economy", "name_ckb": "ئابووری", "slug": "economy", "parent": "", "position": 2}
    return words | fields


# Names


def test_the_chief_adds_a_section_in_three_languages_and_the_menu_is_pressed_anew(sign_in):
    chief = make_chief(name="نادية الصفار")
    answer = sign_in(chief).post(at(Section, "add"), section_form())
    assert answer.status_code == 302
    section = Section.objects.get()
    assert (section.name_ar, section.name_en, section.name_ckb) == ("اقتصاد", "Economy", "ئابووری")
    entry = AuditEntry.objects.get(act=Act.REFERENCE_ADDED)
    assert (entry.user_name, entry.note.startswith(f"section:{section.pk} · اقتصاد")) == ("نادية الصفار", True)
    wanted = {f"{name}:{code}" for name in (f"section:{section.pk}", "masthead", "front") for code in LANGUAGES}
    assert newest_tags() == wanted


def test_each_language_s_input_says_its_language_and_direction(sign_in):
    page = sign_in(make_chief()).get(at(Section, "add")).content.decode()
    for code, towards in (("ar", "rtl"), ("ckb", "rtl"), ("en", "ltr")):
        (tag,) = re.findall(rf'<input[^>]*name="name_{code}"[^>]*>', page)
        assert f'lang="{code}"' in tag
        assert f'dir="{towards}"' in tag
        assert ("required" in tag) == (code == "ar")
    assert 'dir="ltr"' in re.search(r'<input[^>]*name="slug"[^>]*>', page).group()
    assert "jquery-ui" not in page
    assert 'name="name"' not in page


@pytest.mark.parametrize(("language", "name"), [("ar", "اقتصاد"), ("ckb", "ئابووری"), ("en", "Economy")])
def test_lists_show_names_in_the_language_of_the_desk(sign_in, language, name):
    make_section(name_ar="اقتصاد", name_en="Economy", name_ckb="ئابووری")
    assert name in sign_in(make_chief(language=language)).get(at(Section, "changelist")).content.decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"slug": "desk"}, "slug"),
        ({"slug": "sport"}, "slug"),
        ({"slug": "اقتصاد"}, "slug"),
        ({"slug": ""}, "slug"),
        ({"name_ar": "  "}, "name_ar"),
        ({"name_ar": "اقـ\0ـتصاد"}, "name_ar"),
        ({"name_en": "x" * 61}, "name_en"),
        ({"position": "-1"}, "position"),
        ({"position": "أول"}, "position"),
    ],
)
def test_a_section_that_may_not_be_is_answered_by_the_form(sign_in, fields, field):
    make_section("رياضة", slug="sport")
    page = sign_in(make_chief()).post(at(Section, "add"), section_form(**fields))
    assert page.status_code == 200
    assert field in page.context["adminform"].form.errors
    assert Section.objects.count() == 1
    assert not Change.objects.exists()


def test_a_third_level_of_sections_is_answered_by_the_form(sign_in):
    top = make_section()
    part = make_section(parent=top)
    page = sign_in(make_chief()).post(at(Section, "add"), section_form(parent=part.pk))
    assert page.status_code == 200
    assert "parent" in page.context["adminform"].form.errors


def test_a_topic_s_address_is_taken_once(sign_in):
    make_topic(slug="water")
    page = sign_in(make_editor()).post(at(Topic, "add"), {"name_ar": "المياه", "slug": "water"})
    assert "slug" in page.context["adminform"].form.errors


@pytest.mark.parametrize(
    ("make", "use"),
    [
        (make_section, lambda row: {"section": row}),
        (make_topic, lambda row: {"topics": [row]}),
        (make_place, lambda row: {"place": row}),
        (make_author, lambda row: {"bylines": signed(row)}),
        (make_source, lambda row: {"bylines": signed(row)}),
    ],
)
@pytest.mark.parametrize("make_story", [make_edition, make_live])
def test_what_a_story_names_is_not_deleted_and_the_page_says_which(sign_in, make, use, make_story):
    row = make()
    make_story(**use(row), headline="ارتفاع منسوب المياه في الأهوار")
    told = AuditEntry.objects.count()
    browser = sign_in(make_chief())
    page = browser.get(at(type(row), "delete", row.pk))
    assert page.status_code == 200
    assert "ارتفاع منسوب المياه في الأهوار" in page.content.decode()
    assert gettext("This is in use and can't be deleted. First give these something else in its place:") in unescape(
        page.content.decode()
    )
    browser.post(at(type(row), "delete", row.pk), {"post": "yes"})
    assert type(row).objects.filter(pk=row.pk).exists()
    assert AuditEntry.objects.count() == told


def test_a_topic_that_no_story_names_is_deleted_with_a_line_in_the_trail(sign_in):
    topic = make_topic()
    answer = sign_in(make_editor()).post(at(Topic, "delete", topic.pk), {"post": "yes"})
    assert answer.status_code == 302
    assert not Topic.objects.exists()
    assert AuditEntry.objects.get().act == Act.REFERENCE_DELETED
    assert newest_tags() == {f"topic:{topic.pk}:{code}" for code in LANGUAGES}


def test_the_trail_names_fields_in_the_language_of_whoever_changed_them():
    section = make_section("محليات", name_en="Local")
    with reference.telling(section, Act.REFERENCE_CHANGED, by=make_chief(language="en"), fields=["name_ckb", "slug"]):
        section.save()
    assert AuditEntry.objects.get().note == f"section:{section.pk} · Local · name (Sorani Kurdish) · address"


def test_a_section_that_moves_is_told_to_the_parent_it_leaves_and_to_the_one_it_joins(sign_in):
    left, joined = make_section(), make_section()
    part = make_section("نفط", slug="oil", parent=left)
    form = section_form(name_ar="نفط", slug="petroleum", parent=joined.pk)
    assert sign_in(make_chief()).post(at(Section, "change", part.pk), form).status_code == 302
    assert {f"section:{each.pk}:{code}" for each in (part, left, joined) for code in LANGUAGES} <= newest_tags()


def test_the_press_is_told_last_so_that_nobody_waits_for_a_row_while_others_wait_for_the_number(sign_in):
    section = make_section()
    browser = sign_in(make_chief())
    with CaptureQueriesContext(connection) as asked:
        assert browser.post(at(Section, "delete", section.pk), {"post": "yes"}).status_code == 302
    written = [query["sql"].split()[2] for query in asked if query["sql"].startswith(("DELETE FROM", "INSERT INTO"))]
    ours = [table.strip('"') for table in written if table.strip('"').startswith(("articles", "editorial"))]
    assert ours == ["articles_section", "editorial_auditentry", "articles_change"]
    assert f"section:{section.pk}:ar" in newest_tags()


def test_a_section_of_many_stories_names_the_first_few_that_stand_in_the_way(sign_in, monkeypatch):
    monkeypatch.setattr(reference, "MOST_USES", 2)
    section, writer = make_section(), make_writer()
    for number in range(3):
        make_edition(section=section, by=writer, headline=f"خبر رقم {number}")
    page = sign_in(make_chief()).get(at(Section, "delete", section.pk))
    assert len(page.context["protected"]) == 2


def test_a_renamed_author_is_pressed_anew_wherever_the_name_stands(sign_in):
    author = make_author(slug="salma")
    fields = {"name_ar": "سلمى عبد الله", "bio_ar": "تكتب عن المدن.", "slug": "salma", "portrait": ""}
    assert sign_in(make_editor()).post(at(Author, "change", author.pk), fields).status_code == 302
    assert Author.objects.get().name_ar == "سلمى عبد الله"
    assert {f"author:{author.pk}:{code}" for code in LANGUAGES} <= newest_tags()
    note = AuditEntry.objects.get().note
    assert audit.name_of(author, "name_ar") in note
    assert "name_ar" not in note


def test_a_renamed_place_presses_the_stories_from_there():
    place = make_place()
    live = make_live(place=place)
    make_live()
    assert reference.tags_of(place) == {f"article:{live.article_id}"}


def test_a_writer_sees_names_and_changes_none(sign_in):
    topic = make_topic()
    browser = sign_in(make_writer())
    assert browser.get(at(Topic, "changelist")).status_code == 200
    assert browser.get(at(Topic, "add")).status_code == 403
    assert browser.post(at(Topic, "change", topic.pk), {"name_ar": "غيره", "slug": "other"}).status_code == 403
    assert browser.post(at(Topic, "delete", topic.pk), {"post": "yes"}).status_code == 403
    assert browser.get(at(User, "changelist")).status_code == 403
    assert browser.get(at(AuditEntry, "changelist")).status_code == 403


@pytest.mark.parametrize("model", [Section, Topic, BoardMember])
def test_nothing_is_deleted_by_the_dozen(sign_in, model):
    {Section: make_section, Topic: make_topic, BoardMember: make_board_member}[model]()
    assert "delete_selected" not in sign_in(make_chief()).get(at(model, "changelist")).content.decode()


def test_a_list_of_names_asks_as_much_for_many_as_for_few(sign_in, django_assert_max_num_queries):
    browser = sign_in(make_chief())
    for _turn in range(12):
        make_section(parent=make_section())
    with django_assert_max_num_queries(8):
        browser.get(at(Section, "changelist"))


# Masthead and board


def masthead_form(**fields):
    words = {
        "name_ar": "تحرير",
        "board_line_ar": "مجلس التحرير: مجموعة صحفيين عرب",
        "accreditation_line_ar": "الموقع قدم أوراق اعتماده الى نقابة الصحفيين العراقيين",
        "accreditation_status": "papers_submitted",
    }
    return words | fields


def test_the_masthead_is_written_once_and_then_mended(sign_in):
    browser = sign_in(make_chief())
    assert browser.get(at(Masthead, "changelist")).url == at(Masthead, "add")
    assert browser.post(at(Masthead, "add"), masthead_form()).status_code == 302
    masthead = Masthead.objects.get(pk=1)
    assert masthead.accreditation_line_ar == "الموقع قدم أوراق اعتماده الى نقابة الصحفيين العراقيين"
    assert masthead.accreditation_status == "papers_submitted"
    assert newest_tags() == {f"{name}:{code}" for name in ("masthead", "front") for code in LANGUAGES}
    assert browser.get(at(Masthead, "changelist")).url == at(Masthead, "change", 1)
    assert browser.get(at(Masthead, "add")).status_code == 403
    assert browser.post(at(Masthead, "change", 1), masthead_form(accreditation_status="granted")).status_code == 302
    assert audit.name_of(masthead, "accreditation_status") in AuditEntry.objects.order_by("-pk").first().note
    assert browser.post(at(Masthead, "delete", 1), {"post": "yes"}).status_code == 403
    assert Masthead.objects.count() == 1


@pytest.mark.parametrize("make", [make_editor, make_writer, make_technical])
def test_only_the_chief_touches_the_masthead(sign_in, make):
    make_masthead()
    browser = sign_in(make())
    assert browser.post(at(Masthead, "change", 1), masthead_form(name_ar="غيره")).status_code == 403
    assert Masthead.objects.get().name_ar == "تحرير"


def test_the_board_stands_in_its_order_which_the_list_changes(sign_in):
    second, first = make_board_member("سامر الحديثي", order=2), make_board_member("نادية الصفار", order=1)
    browser = sign_in(make_chief())
    page = browser.get(at(BoardMember, "changelist")).content.decode()
    assert page.index("نادية الصفار") < page.index("سامر الحديثي")
    rows = {
        "form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "_save": "1",
        "form-0-id": first.pk, "form-0-order": 3, "form-1-id": second.pk, "form-1-order": 2,
    }  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        assert browser.post(at(BoardMember, "changelist"), rows).status_code == 302
    locks = [query["sql"] for query in asked if query["sql"].endswith("FOR NO KEY UPDATE") and "boardmember" in query["sql"]]
    assert "WHERE" not in locks[0], "both rows are locked before the first is told of: else two chiefs may wait crosswise"
    assert list(BoardMember.objects.all()) == [second, first]
    assert newest_tags() == {f"masthead:{code}" for code in LANGUAGES}
