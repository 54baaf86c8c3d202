"""QTI 2.1: a package with one `assessmentItem` a question, for learning platforms.

The reason of each answer is its feedback, and that of a right one is followed by the explanation.
Times in the package are constant, so that the same questions give the same file.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from gradbook.sphinxext.quiz.exports.book import Unsupported, heading
from gradbook.sphinxext.quiz.exports.interactions import add, interaction_of
from gradbook.sphinxext.quiz.exports.rules import WHOLE, name_of

if TYPE_CHECKING:
    from gradbook.sphinxext.quiz.exports.book import Book, Question
    from gradbook.sphinxext.quiz.exports.interactions import Interaction

__all__ = ["qti"]

ITEM = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
WHEN = (2000, 1, 1, 0, 0, 0)


def qti(book: Book, left_out: list[Unsupported]) -> bytes:
    """Return the questions of a book as a zip file."""
    files: dict[str, ET.Element] = {}
    for question in book["questions"]:
        interaction = interaction_of(question)
        if interaction is None:
            left_out.append(Unsupported(question["id"], question["kind"]))
        else:
            files[f"items/{question['id']}.xml"] = item(question, interaction, book["language"])
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, root in {"imsmanifest.xml": manifest(book, list(files)), **files}.items():
            text = ET.tostring(root, encoding="utf-8", xml_declaration=True)
            package.writestr(zipfile.ZipInfo(name, WHEN), text)
    return content.getvalue()


def manifest(book: Book, names: list[str]) -> ET.Element:
    """List the items of the package."""
    root = ET.Element("manifest", {"xmlns": PACKAGE, "identifier": f"book-{book['book']}"})
    metadata = ET.SubElement(root, "metadata")
    ET.SubElement(metadata, "schema").text = "QTIv2.1 Package"
    ET.SubElement(metadata, "schemaversion").text = "1.0.0"
    ET.SubElement(root, "organizations")
    resources = ET.SubElement(root, "resources")
    for name in names:
        ident = f"item-{name.removeprefix('items/').removesuffix('.xml')}"
        kind = {"identifier": ident, "type": "imsqti_item_xmlv2p1", "href": name}
        ET.SubElement(ET.SubElement(resources, "resource", kind), "file", {"href": name})
    ET.indent(root)
    return root


def item(question: Question, interaction: Interaction, language: str) -> ET.Element:
    """Make the item of a question."""
    named = {"identifier": f"item-{question['id']}", "title": heading(question)}
    fixed = {"xmlns": ITEM, "xml:lang": language, "adaptive": "false", "timeDependent": "false"}
    root = ET.Element("assessmentItem", fixed | named)
    cardinality, whole = interaction.cardinality, interaction.whole
    response = declare(root, "response", "RESPONSE", cardinality, interaction.type)
    if interaction.correct is not None:
        correct = ET.SubElement(response, "correctResponse")
        for value in interaction.correct(question):
            ET.SubElement(correct, "value").text = value
    declare(root, "outcome", "SCORE", "single", "float")
    declare(root, "outcome", "FEEDBACK", "single" if whole else cardinality, "identifier")
    interaction.ask(add(root, "itemBody", question["prompt"]["html"]), question)
    interaction.grade(ET.SubElement(root, "responseProcessing"), question)
    end = question["explanation"]["html"]
    feedback = (
        {WHOLE: question["key"]["html"]}
        if whole
        else {
            name_of(option): option["feedback"]["html"] + end * option["right"]
            for option in question["options"]
        }
    )
    for name, html in feedback.items():
        about = {"outcomeIdentifier": "FEEDBACK", "showHide": "show", "identifier": name}
        add(root, "modalFeedback", html, **about)
    return root


def declare(root: ET.Element, what: str, name: str, cardinality: str, kind: str) -> ET.Element:
    """Declare a variable."""
    about = {"identifier": name, "cardinality": cardinality, "baseType": kind}
    return ET.SubElement(root, f"{what}Declaration", about)
