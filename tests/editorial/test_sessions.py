"""The cookie of the sign-in: whatever else stands in it is no sign-in, and no fault."""

import pytest
from django.test import Client

from tests.make import make_writer

pytestmark = pytest.mark.django_db

ARABIC = ("م" * 32).encode().decode("latin-1")  # as it comes over the line
WRONG = [
    '"\\000aaaaaaaa"', '"' + "a" * 31 + '\\000"', "a" * 31, "a" * 33, "A" * 32, "a" * 5000, '"' + "\\377" * 8 + '"',
    "..%2f..%2f..%2fetc", "' OR 1=1 --aaaaaaaaaaaaaaaaaaaaaa", ARABIC, "",
]  # fmt: skip


@pytest.mark.parametrize("address", ["/desk/", "/desk/login/", "/desk/articles/edition/add/"])
@pytest.mark.parametrize("cookie", WRONG)
def test_a_cookie_that_cannot_be_a_sign_in_is_none(cookie, address):
    answer = Client(headers={"cookie": f"sessionid={cookie}"}).get(address)
    assert answer.status_code == (200 if address == "/desk/login/" else 302)


@pytest.mark.parametrize("cookie", ['"\\000aaaaaaaa"', "a" * 32])
def test_a_cookie_that_means_nothing_can_be_replaced_by_signing_in(cookie):
    client, writer = Client(headers={"cookie": f"sessionid={cookie}"}), make_writer(password="كلمة-سر-طويلة-هنا")
    answer = client.post("/desk/login/?next=/desk/", {"username": writer.username, "password": "كلمة-سر-طويلة-هنا"})
    assert answer.status_code == 302
    assert len(answer.cookies["sessionid"].value) == 32


def test_a_sign_in_stays_one():
    client = Client()
    client.force_login(make_writer())
    assert client.get("/desk/").status_code == 200
