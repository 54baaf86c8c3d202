"""What stands at the end of a page that has a twin: how to copy it, read it, ask about it.

.. code-block:: html

   <aside class="gradbook-ask" aria-label="Use this page elsewhere" data-words="{…}">
     <p class="gradbook-ask-row">
       <button type="button" data-does="page">Copy page as Markdown</button>
       <a href="limits.md" …>View as Markdown</a>
       <button type="button" data-does="open">Ask an AI about this page</button></p>
     <p role="status"></p><textarea readonly hidden …></textarea>
     <dialog …>… the questions, a box for one, the links …</dialog>
   </aside>

All of it is in the page from the start, so nothing moves when the script arrives; the style sheet
hides the buttons where no script runs. The links in the dialog lead to other sites. They are
followed, and anything is loaded from there, when a reader presses one.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from sphinx.util.osutil import relative_uri

from gradbook.sphinxext.ask.domain import ask_domain
from gradbook.sphinxext.ask.places import twin_uri
from gradbook.sphinxext.ask.targets import targets_of
from gradbook.sphinxext.ask.twin import is_excluded, site_builder, twin_path, write_twin

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from gradbook.sphinxext.ask.suggestions import Suggestion
    from gradbook.sphinxext.ask.targets import Target

__all__ = ["finish_page", "publish_static"]

STATIC = Path(__file__).parent / "static"
WORDS = {
    "task": (
        'Read {url}. I am studying "{title}". Act as a tutor: ask what I have tried, '
        "guide with questions, do not give quiz answers outright."
    ),
    "about": (
        'I got {name} wrong. It asks: "{asked}" I answered: "{answer}". '
        "Help me find my mistake, and do not tell me the answer."
    ),
    "mistake": "Ask AI about this mistake",
    "copied": "Copied.",
    "sent": "Prompt copied. If it has not arrived on the other site, paste it there.",
    "blocked": "The browser did not let the page copy. Copy the text below.",
    "unread": "The Markdown could not be read from here; open it with the link.",
}
"""What the script says and copies; it fills in `url`, `name`, `asked` and `answer`."""
SHOWN = '<p role="status"></p>\n<textarea readonly hidden rows="6" aria-label="{}"></textarea>\n'


def publish_static(app: Sphinx) -> None:
    """Give a website the script and the style sheet."""
    if site_builder(app.builder):
        app.config.html_static_path.append(str(STATIC))
        app.add_css_file("gradbook/ask.css")
        app.add_js_file("gradbook/ask.js", type="module")


def finish_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the twin of a page and tell of it on the page; a page without one loses an old one."""
    builder = site_builder(app.builder)
    if builder is None or doctree is None:
        return
    metatags = context.get("metatags", "")
    if is_excluded(app, page, metatags):
        twin_path(builder, page).unlink(missing_ok=True)
        return
    write_twin(builder, page, doctree, context["body"])
    here = relative_uri(builder.get_target_uri(page), twin_uri(builder, page))
    link = f'<link rel="alternate" type="text/markdown" href="{escape(here)}">'
    context["metatags"] = f"{metatags}\n    {link}"
    context["body"] += row(builder, page, here)


def row(builder: StandaloneHTMLBuilder, page: str, twin: str) -> str:
    """Write the row at the end of a page."""
    title = builder.env.titles[page].astext()
    words = WORDS | {"task": WORDS["task"].replace("{title}", title)}
    base = builder.config.html_baseurl
    whole = f' data-url="{escape(urljoin(base, twin_uri(builder, page)))}"' if base else ""
    suggestions = ask_domain(builder.env).pages[page].suggestions
    return (
        '<aside class="gradbook-ask" aria-label="Use this page elsewhere"'
        f' data-words="{escape(json.dumps(words, ensure_ascii=False))}">\n'
        '<p class="gradbook-ask-row">'
        '<button type="button" data-does="page">Copy page as Markdown</button>\n'
        f'<a href="{escape(twin)}" type="text/markdown"{whole}>View as Markdown</a>\n'
        '<button type="button" data-does="open">Ask an AI about this page</button></p>\n'
        f"{SHOWN.format('This page as Markdown')}"
        f"{dialog(suggestions, list(targets_of(builder.config)))}</aside>\n"
    )


def dialog(suggestions: tuple[Suggestion, ...], targets: list[Target]) -> str:
    """Write the box in which a reader asks."""
    return (
        '<dialog aria-labelledby="gradbook-ask-head">\n'
        '<form method="dialog"><strong id="gradbook-ask-head">Ask an AI about this page</strong>'
        "<button>Close</button></form>\n"
        f"{suggested(suggestions)}"
        '<label for="gradbook-ask-question">Your question</label>\n'
        '<textarea id="gradbook-ask-question" rows="3" maxlength="1000"></textarea>\n'
        "<p>The prompt names this page and asks for a tutor, not for answers. Nothing is sent "
        "until you choose: each choice copies the prompt, and a link also opens that site, "
        "which may get the prompt in its address.</p>\n"
        '<p class="gradbook-ask-row"><button type="button" data-does="copy">Copy the prompt'
        f"</button>\n{''.join(map(link_to, targets))}</p>\n"
        f"{SHOWN.format('The prompt')}</dialog>\n"
    )


def suggested(suggestions: tuple[Suggestion, ...]) -> str:
    """List the questions that the page suggests, each with a link to its own answer."""
    items = "".join(
        f'<li><button type="button" data-does="suggest">{escape(question)}</button>\n'
        f'<a href="#{escape(anchor)}" data-does="answered"'
        f' aria-label="Answered here: {escape(question)}">Answered here</a></li>\n'
        for question, anchor in suggestions
    )
    return f"<ul>\n{items}</ul>\n" if items else ""


def link_to(target: Target) -> str:
    """Write the link to a site; the script adds the prompt for one that takes it so."""
    url, name = escape(target.url), escape(target.name)
    filled = f' data-max="{target.max}" data-url="{url}"' if target.prefill else ""
    return (
        f'<a href="{url}" target="_blank" rel="noopener noreferrer" data-does="go"{filled}>'
        f"Open {name} ({escape(target.host)})</a>\n"
    )
