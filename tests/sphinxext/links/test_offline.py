"""The offline check names each page and link that is planted broken, and nothing else."""

from __future__ import annotations

import pytest

from gradbook.sphinxext.links import check
from gradbook.sphinxext.links.__main__ import main

SITE = {
    "index.html": "",
    "part/chapter.html": '<h1 id="title">Title</h1><a name="old"></a>',
    "part/index.html": "",
    "empty/readme.txt": "",
    "_static/a b.png": "",
    "_static/Logo.svg": "",
    "_static/site.css": "body { color: red }",
    "_static/site.js": "",
    "_static/fragment.html": '<a href="{{ no page }}">',
}

GOOD = [
    '<a href="">',
    '<a href="#">',
    '<a href="#top">',
    '<p id="here"><a href="#here">',
    '<p id="h%C3%A9"><a href="#h%25C3%25A9">',
    '<p id="hé"><a href="#h%C3%A9">',
    '<a href="part/chapter.html#title">',
    '<a href="part/chapter.html#old">',
    '<a href="part/chapter.html?v=1#title">',
    '<a href="part/chapter.html#title:~:text=Title">',
    '<a href="part/">',
    '<a href="part">',
    '<a href="./part/../part/chapter.html">',
    '<a href="_static/Logo.svg#view">',
    '<a href="https://other.example/x">',
    '<a href="//other.example/x">',
    '<a href="mailto:a@b.example">',
    '<a href="javascript:void 0">',
    '<img src="_static/a%20b.png">',
    '<img src="data:image/png;base64,AAAA">',
    '<img srcset="_static/Logo.svg, _static/a%20b.png 2x">',
    '<svg><use href="#icon"></use><symbol id="icon"></symbol></svg>',
    '<link rel="stylesheet" href="_static/site.css?v=1">',
    '<link rel="canonical" href="https://other.example/">',
    '<link rel="next" href="part/chapter.html">',
    '<script src="_static/site.js"></script>',
    '<script type="text/plain"><img src="nowhere.png"></script>',
    '<style>a { background: url("_static/Logo.svg") } b { mask: url(#m) }</style>',
    "<!-- <img src='nowhere.png'> -->",
]

BAD = {
    '<a href="#nowhere">': 'no anchor "#nowhere" in index.html',
    '<a href="part/chapter.html#Title">': 'no anchor "#Title" in part/chapter.html',
    '<a href="part/#x">': 'no anchor "#x" in part/index.html',
    '<a href="missing.html">': "no file missing.html",
    '<a href="Part/chapter.html">': "no file Part/chapter.html",
    '<a href="empty/">': "no file empty/index.html",
    '<a href="empty">': "no file empty",
    '<a href="../index.html">': "leads out of the site",
    '<a href="part/../../book/index.html">': "leads out of the site",
    '<a href="/index.html">': "starts at the host; a site may be served from a folder",
    '<a href="http://[bad">': "not a URL",
    '<area href="missing.html">': "no file missing.html",
    '<form action="missing.html">': "no file missing.html",
    '<img src="">': "is empty",
    '<img src="_static/logo.svg">': "no file _static/logo.svg",
    '<source srcset="_static/Logo.svg 1x, no.png 2x">': "no file no.png",
    '<script src="no.js"></script>': "no file no.js",
    '<link rel="stylesheet" href="no.css">': "no file no.css",
    '<link rel="prev" href="no.html">': "no file no.html",
    '<link rel="icon" href="no.ico">': "no file no.ico",
    '<iframe src="no.html"></iframe>': "no file no.html",
    '<video poster="no.png"></video>': "no file no.png",
    '<object data="no.svg"></object>': "no file no.svg",
    '<use xlink:href="no.svg#icon"></use>': "no file no.svg",
    '<p style="background: url(no.png)">': "no file no.png",
    "<style>a { background: url( 'no.png' ) }</style>": "no file no.png",
    '<meta http-equiv="refresh" content="0; url=no.html">': "no file no.html",
    '<noscript><img src="no.png"></noscript>': "no file no.png",
    '<script src="https://cdn.example/x.js"></script>': "another host, cdn.example",
    '<script src="//cdn.example/x.js"></script>': "another host, cdn.example",
    '<link rel="stylesheet" href="http://cdn.example/x.css">': "another host, cdn.example",
    '<link rel="preconnect" href="https://cdn.example">': "another host, cdn.example",
    '<img src="http://cdn.example/x.png">': "another host, cdn.example",
    '<style>@import "https://cdn.example/x.css";</style>': "another host, cdn.example",
}


@pytest.fixture
def site(tmp_path):
    """Write a small site; its front page is the given text."""

    def write(front: str, **others: str):
        for name, text in {**SITE, "index.html": front, **others}.items():
            file = tmp_path / "site" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path / "site"

    return write


@pytest.mark.parametrize("html", GOOD)
def test_what_is_there_passes(html, site):
    assert check(site(html)) == []


@pytest.mark.parametrize("html", BAD)
def test_what_is_broken_is_named(html, site):
    (problem,) = check(site(f"<!DOCTYPE html>\n<p>\n{html}"))
    assert (problem.file, problem.line) == ("index.html", 3)
    assert problem.text.endswith(BAD[html])


def test_links_from_a_folder_start_there(site):
    page = {"part/chapter.html": '<img src="_static/Logo.svg"><img src="../_static/Logo.svg">'}
    (problem,) = check(site("", **page))
    assert str(problem) == (
        'part/chapter.html:1: <img src="_static/Logo.svg">: no file part/_static/Logo.svg'
    )


def test_style_sheets_are_checked(site):
    sheet = {"_static/site.css": "/* url(no.png) */\na { background: url(Logo.svg) }\n"
             "b { src: url('fonts/no.woff2') }\n@import url(//cdn.example/x.css);"}  # fmt: skip
    first, second = map(str, check(site("", **sheet)))
    assert first == "_static/site.css:3: url(fonts/no.woff2): no file _static/fonts/no.woff2"
    assert second.startswith("_static/site.css:4: url(//cdn.example/x.css): loads a file from")


def test_the_command_reports_and_fails(site, capsys):
    folder = site('<a href="no.html"><a href="#x">')
    assert main([str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        'index.html:1: <a href="no.html">: no file no.html',
        'index.html:1: <a href="#x">: no anchor "#x" in index.html',
        "problems: 2, in files: 1",
    ]


def test_the_command_is_content_with_a_sound_site(site, capsys):
    folder = site("")
    assert main([str(folder)]) == 0
    assert capsys.readouterr().out == "all links hold\n"


def test_the_command_says_where_it_expected_a_site(tmp_path, capsys):
    assert main([str(tmp_path / "html")]) == 2
    assert main([str(tmp_path)]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first == f"links: expected the folder of a built site, got {tmp_path / 'html'}"
    assert second == f"links: expected the folder of a built site, got no page in {tmp_path}"
