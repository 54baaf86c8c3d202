"""How each kind of question is asked in QTI 2.1."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from gradbook.sphinxext.quiz.exports.rules import grade_choice, grade_entry, grade_whole, name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from gradbook.sphinxext.quiz.exports.book import Question

__all__ = ["Interaction", "add", "interaction_of"]


class Interaction(NamedTuple):
    """A kind of question."""

    cardinality: str
    """Whether one value is given, several (`multiple`), or an order of them (`ordered`)."""
    type: str
    """What a value is."""
    ask: Callable[[ET.Element, Question], None]
    """Adds the interaction to the body of an item."""
    grade: Callable[[ET.Element, Question], None]
    """Adds the rules that set SCORE and FEEDBACK."""
    correct: Callable[[Question], list[str]] | None = None
    """Lists the values that are right, if that is how it is graded."""
    whole: bool = False
    """Whether the feedback is about all answers at once."""


def add(parent: ET.Element, tag: str, html: str, **attributes: str) -> ET.Element:
    """Add an element with some HTML in it."""
    element = ET.fromstring(f"<{tag}>{html}</{tag}>")
    element.attrib |= attributes
    parent.append(element)
    return element


def ask_choice(body: ET.Element, question: Question) -> None:
    """List the answers."""
    most = "0" if question["kind"] == "multiple" else "1"
    about = {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": most}
    choices = ET.SubElement(body, "choiceInteraction", about)
    for option in question["options"]:
        add(choices, "simpleChoice", option["text"]["html"], identifier=name_of(option))


def ask_order(body: ET.Element, question: Question) -> None:
    """List the steps, mixed as they are."""
    about = {"responseIdentifier": "RESPONSE", "shuffle": "false"}
    steps = ET.SubElement(body, "orderInteraction", about)
    for option in question["options"]:
        add(steps, "simpleChoice", option["text"]["html"], identifier=name_of(option))


def ask_entry(body: ET.Element, question: Question) -> None:
    """Leave a field, with its unit after it."""
    line = ET.SubElement(ET.SubElement(body, "div"), "p")
    entry = ET.SubElement(line, "textEntryInteraction", {"responseIdentifier": "RESPONSE"})
    entry.tail = f" {question['unit']}" if question["unit"] else None


def rights(question: Question) -> list[str]:
    """Name the right answers."""
    return [name_of(option) for option in question["options"] if option["right"]]


def in_order(question: Question) -> list[str]:
    """Name the steps in their order."""
    ordered = sorted(question["options"], key=lambda option: int(option["data"]["place"]))
    return [name_of(option) for option in ordered]


ONE = Interaction("single", "identifier", ask_choice, grade_choice, rights)
SEVERAL = Interaction("multiple", "identifier", ask_choice, grade_choice, rights)
NUMBER = Interaction("single", "float", ask_entry, grade_entry)
WORDS = Interaction("single", "string", ask_entry, grade_entry)
ORDER = Interaction("ordered", "identifier", ask_order, grade_whole, in_order, whole=True)


def interaction_of(question: Question) -> Interaction | None:
    """Return how a question is asked; None if QTI has no way.

    An order counts as right or wrong as a whole, so there can be only one, of all the steps.
    """
    options = question["options"]
    if question["kind"] in ("order", "parsons"):
        places = {option["data"]["group"] for option in options}
        return ORDER if len(places) == len(options) and -1 not in places else None
    kinds = {"single": ONE, "predict": ONE, "multiple": SEVERAL, "numeric": NUMBER, "text": WORDS}
    return kinds.get(question["kind"])
