"""What a quiz is made of, as it stands in the doctree whatever the builder.

::

    <quiz_question quiz_id="…" required="1" kind="single" …>
        <quiz_prompt>        what is asked
        <quiz_hint>          any number of them; hidden
        <quiz_options>
            <quiz_option ident="cd281b" right="0">
                <quiz_text>      what the reader chooses; not in a numeric question
                <quiz_feedback>  why it is right or wrong; hidden
        <quiz_explanation>   shown at the end; hidden

A `quiz_set` is made of a `quiz_set_title` and of such questions, with text between them.
Hidden parts carry the class ``no-search``. Other parts of the extension rely on the attributes
`quiz_id` and `required` of the question and on nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Hidden",
    "hidden",
    "letter",
    "name_of",
    "quiz_answer_link",
    "quiz_answers",
    "quiz_explanation",
    "quiz_feedback",
    "quiz_hint",
    "quiz_misconceptions",
    "quiz_option",
    "quiz_options",
    "quiz_prompt",
    "quiz_question",
    "quiz_set",
    "quiz_set_title",
    "quiz_text",
]


class quiz_question(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A question.

    Attributes: `quiz_id`, `required`, `kind`, `tries`, `unit`, `title`, `concepts`, `hash`,
    `was`, `shuffle`, `review`, `pre`, `src`, `variants` if there are some, and, once its page has
    been read, `number`.
    """


class quiz_set(nodes.General, nodes.Element):  # noqa: N801
    """Questions that are checked together, and what stands between them.

    Attributes: `quiz_id`, `mode`.
    """


class quiz_set_title(nodes.Part, nodes.TextElement):  # noqa: N801
    """The title of a set, its first child."""

    parent: quiz_set


class quiz_prompt(nodes.General, nodes.Element):  # noqa: N801
    """What is asked."""


class quiz_options(nodes.General, nodes.Element):  # noqa: N801
    """The answers, in the order in which they are shown."""

    parent: quiz_question


class quiz_option(nodes.General, nodes.Element):  # noqa: N801
    """An answer: attributes `ident` and `right`.

    An answer of a numeric question has `value`, as the author wrote it, and the numbers `lo` and
    `hi` with `open`; its `value` is empty if it stands for every other number.
    One of a text has `value` and `match`. One that is to be ordered has its `place`, counted from
    0 or -1 if it does not belong, and as `group` the first place with which it may swap.
    A row to be matched has in `choice` the `ident` of what it goes with, for which that is empty.
    """

    parent: quiz_options
    outer: list[str]
    """Where the HTML writer goes on after an answer that the page has elsewhere."""


class quiz_text(nodes.General, nodes.Element):  # noqa: N801
    """The text of an answer."""


class Hidden(nodes.General, nodes.Element):
    """A part that is not shown until the reader has answered or asked for it."""

    html = ""
    """What the part is in HTML, once the HTML writer has left it."""
    outer: list[str]
    """Where the HTML writer goes on after this part."""


class quiz_hint(Hidden):  # noqa: N801
    """A hint."""


class quiz_feedback(Hidden):  # noqa: N801
    """Why an answer is right or wrong."""


class quiz_explanation(Hidden):  # noqa: N801
    """What follows the answers in the source."""


def hidden(kind: type[Hidden], content: Iterable[nodes.Node]) -> Hidden:
    """Make a part that the site's search leaves out."""
    return kind("", *content, classes=["no-search"])


class quiz_answer_link(nodes.General, nodes.TextElement):  # noqa: N801
    """Where the answer is for a reader without JavaScript; added for HTML only."""


class quiz_answers(nodes.General, nodes.Element):  # noqa: N801
    """The place of the answers to all questions of the book."""


class quiz_misconceptions(nodes.General, nodes.Element):  # noqa: N801
    """The place of the index of misconceptions, made of the wrong answers of the book."""


def letter(index: int) -> str:
    """Name the answers A, B, … Z, AA, AB and so on.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    while index >= 0:
        index, remainder = divmod(index, 26)
        name = chr(ord("A") + remainder) + name
        index -= 1
    return name


def name_of(question: quiz_question) -> str:
    """Return the name under which readers see a question, such as ``Question 1.2``."""
    return f"Question {question['number']}"
