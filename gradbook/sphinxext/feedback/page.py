"""What is written on a page: the question at the end of a chapter, and the box for reports.

At the end of a chapter:

.. code-block:: html

   <aside class="gradbook-feedback" aria-label="Feedback" data-chapter="limits">
     <fieldset><legend>Was everything clear?</legend>
       <a href="https://…/issues/new?template=chapter-feedback.yml&amp;…" …>Yes, all of it</a> …
       <button type="button" value="yes" hidden>Yes, all of it</button> …
     </fieldset><p role="status"></p>
   </aside>

and on every page, since questions may be inserted on any:

.. code-block:: html

   <dialog class="gradbook-report" aria-labelledby="gradbook-report-head" data-settings="{…}">
     <form method="dialog">…</form>
     <div class="gradbook-say">
       <fieldset data-for="yes"><legend>What helped?</legend> … check boxes … </fieldset> …
       <label>… <textarea></textarea></label> <label>… <textarea readonly></textarea></label>
       <p>… <a>Open an issue on github.com</a> <button>Copy</button> <button>Send</button></p>
     </div><p role="status"></p>
   </dialog>

The script puts the buttons in the place of the links, and a copy of the `gradbook-say` below them.
"""

from __future__ import annotations

import json
from html import escape
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from gradbook.sphinxext.feedback.words import RATINGS, REASONS, REPORT, SAID, WORDS

__all__ = ["Place", "block", "dialog"]

AWAY = 'target="_blank" rel="noopener noreferrer"'
LONGEST = 5000
"""Characters that a reader may write."""


class Place(NamedTuple):
    """A page, and where feedback on it goes."""

    book: str
    page: str
    build: str
    """The short commit; empty outside a repository."""
    language: str
    files: str
    """Address of the folder of the sources; empty if they are not published."""
    repository: str
    """Empty if there are no issue forms."""
    endpoint: str
    """Empty if there is no server."""

    def issues(self) -> dict[str, str]:
        """Say how the addresses of the issue forms begin; a question's id follows the last one."""
        start = f"{self.repository.rstrip('/')}/issues/new?template="
        chapter = f"{start}chapter-feedback.yml&title={quote(f'Feedback: {self.page}')}&rating="
        question = f"{start}question-problem.yml&title={quote('Problem with question ')}"
        return {rating: chapter + rating for rating in RATINGS} | {REPORT: question}


def block(place: Place, chapter: str) -> str:
    """Write the question; without a repository there is nothing that works without a script."""
    fields = urlencode({"page": place.page, "build": place.build, "lang": place.language})
    links = "\n".join(
        f'<a href="{escape(f"{place.issues()[rating]}&{fields}")}" {AWAY}>{escape(label)}</a>'
        for rating, label in RATINGS.items()
        if place.repository
    )
    buttons = "\n".join(
        f'<button type="button" value="{rating}" hidden>{escape(label)}</button>'
        for rating, label in RATINGS.items()
    )
    return (
        f'<aside class="gradbook-feedback" aria-label="{escape(WORDS["block"])}"'
        f' data-chapter="{escape(chapter)}">\n'
        f"<fieldset><legend>{escape(WORDS['clear'])}</legend>\n{links}\n{buttons}\n</fieldset>\n"
        '<p role="status"></p>\n</aside>\n'
    )


def dialog(place: Place) -> str:
    """Write the box, which is closed, with the settings and the words of the script."""
    report = {
        "v": 1,
        "book": place.book,
        "page": place.page,
        "build": place.build,
        "lang": place.language,
    }
    settings = {
        "issues": place.issues(),
        "endpoint": place.endpoint,
        "files": place.files,
        "report": report,
        "words": SAID,
    }
    return (
        '<dialog class="gradbook-report" aria-labelledby="gradbook-report-head"'
        f' data-settings="{escape(json.dumps(settings, ensure_ascii=False))}">\n'
        f'<form method="dialog"><strong id="gradbook-report-head">{escape(SAID["report"])}</strong>'
        f"<button>{escape(WORDS['close'])}</button></form>\n"
        f'<div class="gradbook-say">\n{"".join(map(choices, REASONS))}'
        f"<label>{escape(WORDS['text'])}"
        f'<textarea rows="4" maxlength="{LONGEST}"></textarea></label>\n'
        f"<label>{escape(WORDS['preview'])}"
        '<textarea rows="8" readonly></textarea></label>\n'
        f"<p>{ways(place)}</p>\n</div>\n"
        '<p role="status"></p>\n</dialog>\n'
    )


def choices(rating: str) -> str:
    """Write the reasons that go with an answer."""
    question, reasons = REASONS[rating]
    boxes = "\n".join(
        f'<label><input type="checkbox" value="{reason}"> {escape(label)}</label>'
        for reason, label in reasons.items()
    )
    return (
        f'<fieldset data-for="{rating}"><legend>{escape(question)}</legend>\n{boxes}\n</fieldset>\n'
    )


def ways(place: Place) -> str:
    """Write the link and the buttons by which feedback leaves the page."""
    offered = [f'<button type="button" data-does="copy">{escape(WORDS["copy"])}</button>']
    if place.repository:
        words = escape(WORDS["open"].format(host=urlsplit(place.repository).hostname))
        address = escape(f"{place.repository.rstrip('/')}/issues")
        offered.insert(0, f'<a href="{address}" {AWAY} data-does="open">{words}</a>')
    if place.endpoint:
        words = escape(WORDS["send"].format(host=urlsplit(place.endpoint).hostname))
        offered.append(f'<button type="button" data-does="send">{words}</button>')
    return "\n".join(offered)
