"""The templates: every sentence goes through the catalogue, and nothing is marked as safe."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment

from core import han
from core.resources import resource

HAN = re.compile(han.HAN)
TEMPLATES = sorted(resource("desk", "templates").glob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_sentence_stands_outside_the_catalogue(path: Path) -> None:
    loose = [
        text for _, kind, text in Environment().lex(path.read_text("utf-8")) if kind == "data" and HAN.search(text)
    ]
    assert loose == [], 'say it by {{ _("…") }}'


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_is_drawn_unescaped_and_nothing_runs_inside_a_page(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|\sstyle=|\son\w+=|javascript:|<script(?![^>]* src=)|<style", text)
