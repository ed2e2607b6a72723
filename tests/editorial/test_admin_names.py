"""Names in the desk's tables: two people at once, signs that nobody sees, questions that nobody asks."""

import pytest

from tests.editorial.desk_client import sign_in
from tests.make import make_chief, make_section, make_writer

pytestmark = pytest.mark.django_db


def opened(client, page):
    """What the form posts when nothing is typed."""
    initial = client.get(page).context["adminform"].form.initial
    shown = {name: "" if value is None else value for name, value in initial.items()}
    return shown | {f"initial-{name}": value for name, value in shown.items()}


def test_two_people_who_mend_two_languages_of_a_name_both_keep_theirs():
    section, first, second = make_section("محليات", name_en="Local"), sign_in(make_chief()), sign_in(make_chief())
    page = f"/desk/articles/section/{section.pk}/change/"
    data = opened(first, page)
    first.post(page, data | {"name_ar": "أخبار محلية"})
    second.post(page, data | {"name_en": "Home news"})
    section.refresh_from_db()
    assert (section.name_ar, section.name_en) == ("أخبار محلية", "Home news")


@pytest.mark.parametrize("broken", ["العراق\x01", "\u202eعراق", "  العراق  "])
def test_a_name_is_kept_without_signs_that_turn_or_break_a_line(broken):
    section = make_section()
    client = sign_in(make_chief())
    page = f"/desk/articles/section/{section.pk}/change/"
    data = opened(client, page)
    client.post(page, data | {"name_ar": broken})
    section.refresh_from_db()
    assert section.name_ar == broken.strip().strip("\x01\u202e")


def test_a_name_of_invisible_signs_is_no_name():
    section = make_section("محليات")
    client = sign_in(make_chief())
    page = f"/desk/articles/section/{section.pk}/change/"
    data = opened(client, page)
    answer = client.post(page, data | {"name_ar": "\u200b\u200f"})
    assert answer.status_code == 200
    section.refresh_from_db()
    assert section.name_ar == "محليات"


@pytest.mark.parametrize("number", [1, 999_999])
def test_a_table_that_a_role_may_not_see_does_not_say_which_rows_it_has(number):
    assert sign_in(make_writer()).get(f"/desk/editorial/user/{number}/history/").status_code == 403


def test_a_date_before_the_calendar_is_no_question_to_a_list():
    answer = sign_in(make_chief()).get("/desk/articles/photo/?uploaded_at__gte=0001-01-01+00:00:00%2B23:59")
    assert answer.status_code == 400
