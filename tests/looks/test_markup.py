"""What no template may hold: code that the content security policy would refuse, or a way around escaping."""

import re

import pytest

from tests.looks.words import markup, name, templates, without_comments

IN_MARKUP = {
    "hx-on": r"\bhx-on\b",
    "js: values": r"[\"'\s](js|javascript):",
    "on...= handler": r"<[^>]*\son[a-z]+\s*=",
    "style=": r"<[^>]*\sstyle\s*=",
    "style element": r"<style\b",
    "inline script": r"<script\b(?![^>]*\ssrc\s*=)",
    "hx-boost": r"\bhx-boost\b",
    "trigger filter": r"\bhx-trigger\s*=\s*(\"[^\"]*\[|'[^']*\[)",
}
IN_CODE = {
    "|safe": r"\|\s*safe\b",
    "autoescape off": r"\{%-?\s*autoescape\s+false",
}


def trespasses(text: str) -> list[str]:
    tags, code = markup(text), without_comments(text)
    found = [what for what, pattern in IN_MARKUP.items() if re.search(pattern, tags, re.IGNORECASE)]
    return found + [what for what, pattern in IN_CODE.items() if re.search(pattern, code)]


@pytest.mark.parametrize(
    "text",
    [
        '<b hx-on:click="x()">',
        '<b hx-vals="js:{a: b()}">',
        '<a href="javascript:x()">',
        "<button\n  onclick='x()'>",
        '<p class="a" style="color: red">',
        "<style>p {}</style>",
        "<script>x()</script>",
        '<main hx-boost="true">',
        "<input hx-trigger=\"keyup[key=='Enter']\">",
        "{{ note | safe }}",
        "{% autoescape false %}",
    ],
)
def test_the_net_catches_what_it_should(text):
    assert trespasses(text)


@pytest.mark.parametrize(
    "text",
    [
        "{# hx-on and style= are not allowed #}",
        '<script type="module" src="/static/app.js"></script>',
        "{% set once = 1 %}<p>Once = one</p>",
        '<div hx-trigger="load" data-onset="3">',
        "<p>{{ note }} is safe</p>",
    ],
)
def test_and_lets_through_what_is_fine(text):
    assert not trespasses(text)


def test_no_template_holds_inline_code_or_unescaped_text():
    found = {name(path): trespasses(path.read_text()) for path in templates()}
    assert not {where: what for where, what in found.items() if what}
