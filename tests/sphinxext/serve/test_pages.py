"""What is sent is what was announced, also while Sphinx writes the file."""

from __future__ import annotations

import asyncio

import pytest

from gradbook.sphinxext.serve.pages import Pages

SCOPE = {"type": "http", "method": "GET", "path": "/search.js", "headers": []}


@pytest.mark.parametrize("now", [b"", b"short", b"long" * 1000])
def test_a_file_that_changes_after_it_was_found_is_sent_whole(tmp_path, now):
    file = tmp_path / "search.js"
    file.write_bytes(b"as it was found")
    found = file.stat()
    file.write_bytes(now)
    response = Pages(directory=tmp_path).file_response(file, found, SCOPE)
    assert response.body == now
    assert response.headers["content-length"] == str(len(now))
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["search.js", "page.html"])
def test_a_file_that_goes_away_after_it_was_found_is_missing(tmp_path, name, monkeypatch):
    file = tmp_path / name
    file.write_text("there")
    pages = Pages(directory=tmp_path)
    found = pages.lookup_path(name)
    file.unlink()
    monkeypatch.setattr(pages, "lookup_path", lambda path: found)
    response = asyncio.run(pages.get_response(name, {**SCOPE, "path": f"/{name}"}))
    assert response.status_code == 404
    assert b"No such page" in response.body
