"""How what a reader gave is graded in QTI 2.1: rules that set SCORE and FEEDBACK."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from gradbook.sphinxext.quiz.exports.book import Option, Question

__all__ = ["WHOLE", "grade_choice", "grade_entry", "grade_whole", "name_of"]

WHOLE = "key"
"""Identifier of the feedback that tells about all answers at once."""


def name_of(option: Option) -> str:
    """Return the identifier of an answer, which begins with a letter as XML wants it."""
    return f"answer-{option['id']}"


def grade_choice(processing: ET.Element, question: Question) -> None:
    """Give one point for what is right, and the feedback of the answers that were chosen."""
    grade_match(processing)
    chosen = ET.SubElement(processing, "setOutcomeValue", {"identifier": "FEEDBACK"})
    ET.SubElement(chosen, "variable", {"identifier": "RESPONSE"})


def grade_whole(processing: ET.Element, question: Question) -> None:
    """Give one point for what is right, and tell about all answers."""
    grade_match(processing)
    set_value(processing, "FEEDBACK", "identifier", WHOLE)


def grade_match(processing: ET.Element) -> None:
    """Give one point if the response is the right one."""
    condition = ET.SubElement(processing, "responseCondition")
    branch = ET.SubElement(condition, "responseIf")
    match = ET.SubElement(branch, "match")
    ET.SubElement(match, "variable", {"identifier": "RESPONSE"})
    ET.SubElement(match, "correct", {"identifier": "RESPONSE"})
    set_value(branch, "SCORE", "float", "1")
    set_value(ET.SubElement(condition, "responseElse"), "SCORE", "float", "0")


def grade_entry(processing: ET.Element, question: Question) -> None:
    """Take the first answer that accepts what was typed; one without a test accepts the rest."""
    condition = ET.SubElement(processing, "responseCondition")
    for index, option in enumerate(question["options"]):
        test = number_test(option) if question["kind"] == "numeric" else text_test(option)
        tag = "responseElse" if test is None else "responseElseIf" if index else "responseIf"
        branch = ET.SubElement(condition, tag)
        if test is not None:
            branch.append(test)
        set_value(branch, "SCORE", "float", "1" if option["right"] else "0")
        set_value(branch, "FEEDBACK", "identifier", name_of(option))


def number_test(option: Option) -> ET.Element | None:
    """Compare a number with both ends of a range."""
    data = option["data"]
    if "lo" not in data:
        return None
    both, end = ET.Element("and"), "" if data["open"] else "e"
    for word, value in (("gt", data["lo"]), ("lt", data["hi"])):
        compare(both, f"{word}{end}", "float", repr(value))
    return both


def text_test(option: Option) -> ET.Element | None:
    """Compare a text, or try a pattern."""
    data = option["data"]
    if not data["value"]:
        return None
    if data["match"] == "regex":
        test = ET.Element("patternMatch", {"pattern": data["value"]})
        ET.SubElement(test, "variable", {"identifier": "RESPONSE"})
        return test
    sensitive = "true" if data["match"] == "exact" else "false"
    return compare(None, "stringMatch", "string", data["value"], caseSensitive=sensitive)


def compare(
    parent: ET.Element | None, tag: str, kind: str, value: str, **attributes: str
) -> ET.Element:
    """Compare the response with a value."""
    test = ET.Element(tag, attributes)
    ET.SubElement(test, "variable", {"identifier": "RESPONSE"})
    ET.SubElement(test, "baseValue", {"baseType": kind}).text = value
    if parent is not None:
        parent.append(test)
    return test


def set_value(branch: ET.Element, name: str, kind: str, value: str) -> None:
    """Set a variable."""
    outcome = ET.SubElement(branch, "setOutcomeValue", {"identifier": name})
    ET.SubElement(outcome, "baseValue", {"baseType": kind}).text = value
