"""The house's habits, where no linter keeps them."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("newsroom", "articles", "editorial")
LONGEST_FILE, LONGEST_FUNCTION = 300, 60  # lines


def sources(*folders, ending="py"):
    return [
        path for folder in folders for path in sorted((ROOT / folder).rglob(f"*.{ending}")) if "migrations" not in path.parts
    ]


def named(paths):
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


CODE = sources(*PACKAGES)
TEMPLATES = sources("templates", ending="html")
PARTS = [path for path in TEMPLATES if path.name.startswith("_")]
PUBLIC = [path for path in TEMPLATES if path.relative_to(ROOT / "templates").parts[0] not in {"admin", "registration"}]
STYLES = sources("static", ending="css")


def test_there_is_something_to_look_at():
    assert len(CODE) > 50
    assert len(PARTS) > 5
    assert STYLES


@pytest.mark.parametrize("path", named([*CODE, *sources("tests", "scripts"), *TEMPLATES, *STYLES]))
def test_a_file_is_read_in_one_sitting(path):
    assert len(path.read_text().splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", named(CODE))
def test_code_keeps_the_habits(path):
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name
            late = [inner.lineno for inner in ast.walk(node) if isinstance(inner, ast.Import | ast.ImportFrom)]
            assert not late, f"late import in lines {late}"
        if isinstance(node, ast.ImportFrom):
            assert node.module not in {"django.dispatch", "django.db.models.signals"}, "no signals: call it by name"
            assert not node.level, "whole names, never relative ones"
        if isinstance(node, ast.ClassDef):
            saves = any(isinstance(inner, ast.FunctionDef) and inner.name == "save" for inner in node.body)
            assert not (saves and "models.Model" in map(ast.unparse, node.bases)), f"{node.name}: no rule in save()"


@pytest.mark.parametrize("path", named(path for path in CODE if path.name != "apps.py"))
def test_every_module_that_holds_something_says_what_it_is(path):
    tree = ast.parse(path.read_text())
    if len(tree.body) > 3:
        assert ast.get_docstring(tree), "open with one sentence"


@pytest.mark.parametrize("path", named(PARTS))
def test_a_part_of_a_page_opens_with_the_list_of_its_inputs(path):
    assert path.read_text().startswith("{% comment %}")


@pytest.mark.parametrize("path", named(TEMPLATES))
def test_a_template_holds_no_style_no_script_and_no_direction_of_its_own(path):
    text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"(?:application/(?:ld\+)?json|importmap)\")", text)
    assert not re.search(r"\b(?:align|float)[-=]?\"?(?:left|right)", text)


@pytest.mark.parametrize("path", named(PUBLIC))
def test_a_public_template_asks_nobody_else_and_needs_no_script(path):
    text = path.read_text()
    assert not re.search(r"<(?:script|img|link|iframe|source)[^>]*\s(?:src|href)=\"(?:https?:)?//", text)
    assert "csrf_token" not in text


@pytest.mark.parametrize("path", named(STYLES))
def test_styles_know_start_and_end_but_neither_left_nor_right(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert not re.findall(r"[^\n]*\b(?:left|right)\b[^\n]*", text)
    assert not re.findall(r"[^\n]*https?://[^\n]*", text)


def test_public_pages_name_no_working_field_of_a_story():
    """Readers read releases: what pages are made of asks Live and Release, never Edition or Revision."""
    makers = [ROOT / "articles" / name for name in ("pages.py", "feeds.py", "press.py", "body.py")]
    for path in [*sources("articles/views"), *makers]:
        imports = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
        names = {alias.name for node in imports for alias in node.names}
        assert not names & {"Article", "Edition", "Revision", "Byline"}, path


def test_requirements_are_pinned_with_hashes_and_hold_no_address():
    for path in (ROOT / "requirements").glob("*.txt"):
        text = "\n".join(line for line in path.read_text().splitlines() if not line.strip().startswith("#"))
        assert "://" not in text, path
        pinned, hashed = len(re.findall(r"^[\w\[\],.-]+==", text, re.MULTILINE)), text.count("--hash=sha256:")
        assert pinned
        assert hashed >= pinned
