"""The web server and the front server of production, with the very files of production, without Docker."""

import gzip
import http.client
import shutil
import ssl
import subprocess
import sys

import pytest

from tests.deploy import machine
from tests.deploy.conftest import front_command, put_front

pytestmark = pytest.mark.xdist_group("site")  # one web server and one front for all of them


@pytest.fixture
def ask(site):
    """Ask the front server, as the outer proxy would."""

    def ask(path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> machine.Answer:
        return machine.ask(http.client.HTTPConnection("127.0.0.1", site.front, timeout=20), path, method, body, **headers)

    return ask


def test_a_reader_gets_the_front_page_with_the_story_and_no_cookie(site, ask):
    page = ask("/")
    assert page.status == 200, page.text
    assert site.newsroom.headline in page.text
    assert "Set-Cookie" not in page.headers
    assert page.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert "Surrogate-Key" not in page.headers  # names stories that readers do not have yet


def test_security_headers_come_once(ask):
    for path in ("/", "/static/fonts/vazirmatn.woff2"):
        headers = [name.lower() for name, _value in ask(path).headers.items()]
        assert headers.count("x-content-type-options") == 1, path
        assert len(headers) == len(set(headers)), path


def test_a_page_travels_packed_and_is_not_sent_twice(ask):
    first = ask("/", Accept_Encoding="gzip")
    assert first.headers["Content-Encoding"] == "gzip"
    assert "<html" in gzip.decompress(first.body).decode()
    assert first.headers["ETag"].startswith("W/")
    again = ask("/", Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])
    assert again.status == 304
    assert again.body == b""


def test_a_long_arabic_address_reaches_the_newsroom(ask):
    slug = "%D8%A8" * 80
    assert ask(f"/local/abcdef/{slug}/").status == 404
    assert ask("/search/?q=" + "%D8%A8" * 200).status == 200


def test_hashed_static_files_are_kept_for_a_year_and_come_packed(site, ask):
    names = [path.name for path in (site.folder / "static" / "admin" / "css").glob("base.*.css")]
    assert len(names) == 1
    hashed = ask(f"/static/admin/css/{names[0]}", Accept_Encoding="gzip")
    assert hashed.status == 200
    assert "immutable" in hashed.headers["Cache-Control"]
    assert hashed.headers["Content-Encoding"] == "gzip"
    assert hashed.headers["Content-Type"].startswith("text/css")
    assert "immutable" not in ask("/static/admin/css/base.css").headers["Cache-Control"]
    assert ask("/static/admin/css/none.css").status == 404
    assert ask("/static/../front.conf").status in {400, 404}


def test_pictures_come_from_the_front_server_and_nothing_in_their_folder_runs(site, ask):
    name = next(path.relative_to(site.folder) for path in (site.folder / "media").rglob("*") if path.is_file())
    picture = ask(f"/{name.as_posix()}")
    assert picture.status == 200
    assert picture.body == (site.folder / name).read_bytes()
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    (site.folder / "media" / "صفحة.html").write_text("<script>alert(1)</script>")
    assert "sandbox" in ask("/media/%D8%B5%D9%81%D8%AD%D8%A9.html").headers["Content-Security-Policy"]
    assert ask("/media/").status == 403


def test_the_desk_asks_to_sign_in_with_cookies_for_https_alone(ask):
    assert ask("/desk/").status == 302
    page = ask("/desk/login/")
    assert page.status == 200
    cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("__Secure-")
    assert "; Secure" in cookie
    assert "Path=/desk/" in cookie


def test_sixty_colleagues_behind_one_address_sign_in_at_once_and_nobody_is_locked_out(site, ask):
    form = {"Content_Type": "application/x-www-form-urlencoded", "X_Forwarded_For": "203.0.113.7"}
    tries = 0
    while ask("/desk/login/", "POST", b"username=x", **form).status != 429:
        tries += 1
        assert tries < 500, "nothing holds back a machine that guesses passwords"
    assert tries >= 60
    slowed = ask("/desk/login/", "POST", b"username=x", **form)
    assert "لم يُقفل أي حساب" in slowed.text
    assert ask("/desk/login/", X_Forwarded_For="203.0.113.7").status == 200  # looking costs nothing
    assert ask("/desk/login/", "POST", b"username=x", Content_Type=form["Content_Type"]).status == 403


def test_many_colleagues_ask_for_a_new_password_at_once_and_a_machine_that_floods_is_slowed_by_itself(ask):
    flood = {"Content_Type": "application/x-www-form-urlencoded", "X_Forwarded_For": "203.0.113.8"}
    for path in ("/desk/password/", "/desk/password/MQ/abc-def/"):
        tries = 0
        while ask(path, "POST", b"email=x", **flood).status != 429:
            tries += 1
            assert tries < 500, "nothing holds back a machine that asks for passwords"
        assert path != "/desk/password/" or tries >= 60
    assert ask("/desk/password/", X_Forwarded_For="203.0.113.8").status == 200  # looking costs nothing
    assert ask("/desk/login/", "POST", b"username=x", **flood).status == 403  # nor is anybody kept from signing in
    others = flood | {"X_Forwarded_For": "203.0.113.9"}
    assert ask("/desk/password/", "POST", b"email=x", **others).status == 403


def test_monitors_are_answered_and_a_flood_of_them_does_not_reach_the_database(ask):
    answers = [ask("/health/ready", X_Forwarded_For="203.0.113.10").status for _turn in range(60)]
    assert answers[:20] == [200] * 20
    assert 429 in answers
    assert ask("/health/ready", X_Forwarded_For="203.0.113.11").status == 200
    assert ask("/health/live", X_Forwarded_For="203.0.113.10").status == 200


def test_a_picture_may_be_large_and_other_posts_may_not(ask):
    assert ask("/search/", "POST", b"x" * 100_000).status == 413
    refused = ask("/desk/", "POST", b"", Content_Length=str(26 * 1024 * 1024 + 1))
    assert refused.status == 413
    assert "25 ميغابايت" in refused.text
    assert "Retry-After" not in refused.headers


def test_plain_requests_are_sent_to_https_and_health_is_not(ask):
    plain = ask("/", X_Forwarded_Proto="http")
    assert plain.status == 301
    assert plain.headers["Location"] == f"https://{machine.HOST}/"
    unusual = ask("/", Host=f"{machine.HOST}:8443", X_Forwarded_Proto="http")
    assert unusual.headers["Location"] == f"https://{machine.HOST}:8443/"
    assert ask("/health/live", X_Forwarded_Proto="http").status == 200


def test_a_foreign_host_name_is_refused(ask):
    assert ask("/", Host="evil.example.net").status == 400


def test_health_tells_that_the_newsroom_is_ready(ask):
    answer = ask("/health/ready")
    assert answer.status == 200, answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers


def test_the_container_s_own_probe_finds_its_web_server_and_misses_a_dead_one(site):
    def probe(bind: str) -> int:
        env = machine.SECRETS | {"BIND": bind}
        command = [sys.executable, "-m", "newsroom.ops.probe"]
        return subprocess.run(command, cwd=machine.ROOT, env=env, check=False, timeout=20).returncode

    assert probe(f"0.0.0.0:{site.gunicorn}") == 0
    assert probe(f"0.0.0.0:{machine.free_port()}") == 1


def test_nobody_s_reading_is_written_down(site, ask):
    ask("/", User_Agent="a-reader-s-browser", X_Forwarded_For="203.0.113.99")
    for name in ("gunicorn.log", "nginx.log"):
        said = (site.folder / name).read_text()
        assert "a-reader-s-browser" not in said
        assert "203.0.113." not in said


@pytest.fixture
def lonely_front(site_folder):
    """The front with its own certificate, and nobody behind it."""
    plain, secure = machine.free_port(), machine.free_port()
    folder = site_folder / "lonely"
    shutil.copytree(machine.ROOT / "deploy" / "nginx", folder / "nginx")
    for name in ("run", "acme", "tls", "static", "media"):
        (folder / name).mkdir()
    names = ["-subj", f"/CN={machine.HOST}", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(folder / "tls" / "privkey.pem"), "-out", str(folder / "tls" / "fullchain.pem")]
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    assert shutil.which("openssl"), "openssl is missing: `apt-get install openssl`; this test makes itself a certificate"
    subprocess.run(["openssl", "req", *kind, *names, *files], check=True, capture_output=True)
    put_front(folder, "tls", {"8080": plain, "8443": secure}, gunicorn=machine.free_port())
    with machine.running(front_command(machine.nginx_program(), folder), folder / "nginx.log"):
        machine.wait_for_port(secure, folder / "nginx.log")
        yield plain, secure, ssl.create_default_context(cafile=folder / "tls" / "fullchain.pem"), folder
    shutil.rmtree(folder)


def test_with_gunicorn_down_everybody_reads_why_in_three_languages_over_https(lonely_front):
    _plain, secure, trust, _folder = lonely_front
    line = http.client.HTTPSConnection("127.0.0.1", secure, timeout=20, context=trust)
    page = machine.ask(line, "/local/", Accept_Encoding="identity")
    assert page.status == 503
    assert page.headers["Retry-After"] == "30"
    assert page.headers["Cache-Control"] == "no-store"
    for words in ("الموقع متوقف للحظات", "ماڵپەڕەکە بۆ ساتێک وەستاوە", "The site is away for a moment"):
        assert words in page.text
    posted = machine.ask(line, "/desk/", "POST", b"body=x")
    assert "تجد ما كتبته" in posted.text


def test_the_front_with_a_certificate_sends_plain_requests_to_https_and_shows_the_proof_of_the_name(lonely_front):
    plain, _secure, _trust, folder = lonely_front
    proof = folder / "acme" / ".well-known" / "acme-challenge" / "token"
    proof.parent.mkdir(parents=True)
    proof.write_text("proof")

    def ask(path: str) -> machine.Answer:
        return machine.ask(http.client.HTTPConnection("127.0.0.1", plain, timeout=20), path)

    assert ask("/.well-known/acme-challenge/token").body == b"proof"
    assert ask("/health/front").body == b"ok"
    away = ask("/local/?q=1")
    assert (away.status, away.headers["Location"]) == (301, f"https://{machine.HOST}/local/?q=1")
