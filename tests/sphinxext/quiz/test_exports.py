"""Questions leave for other programs, none of them silently behind."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from gradbook.sphinxext.quiz.__main__ import main

if TYPE_CHECKING:
    from conftest import Book, Build

EXTENSIONS = ["myst_parser", "gradbook.sphinxext.quiz", "gradbook.sphinxext.quiz.quizjson"]
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"


@pytest.fixture(scope="module")
def quizzes(book: Book) -> Path:
    built = book("quiz", "quizjson", extensions=EXTENSIONS, gradbook_book_id="small")
    return built.out / "quizzes.json"


KINDS = """# Kinds

:::{quiz} word
:type: text

What is $\\nabla f$ called?

- [x] `gradient`
  > Yes.
- [ ] `a* = b`
  > No.
- [ ] else
  > Try again.

:::

:::{quiz} pattern
:type: text
:match: regex

How many?

- [x] `[0-9]+`
  > Yes.

:::

:::{quiz} steps
:type: order

In which order?

1. first
2. second
3. third

:::

:::{quiz} lines
:type: parsons

In which order?

```python
x = 1
y = x
z = x  #~ Nobody needs it.
```

:::
"""


@pytest.fixture(scope="module")
def kinds(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with the kinds that are no choice and no number."""
    folder = tmp_path_factory.mktemp("kinds")
    settings = f"extensions = {EXTENSIONS!r}\nmyst_enable_extensions = ['dollarmath']\n"
    (folder / "conf.py").write_text(settings, "utf-8")
    (folder / "index.md").write_text(KINDS, "utf-8")
    built = build(folder, "quizjson")
    assert built.warnings == []
    return built.out / "quizzes.json"


@pytest.fixture(scope="module")
def strange(quizzes: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with one question more, of a kind that no format knows."""
    found = json.loads(quizzes.read_text("utf-8"))
    found["questions"].append({**deepcopy(found["questions"][0]), "id": "odd", "kind": "dance"})
    path = tmp_path_factory.mktemp("strange") / "quizzes.json"
    path.write_text(json.dumps(found), "utf-8")
    return path


def export(to: str, book: Path, out: Path) -> bytes:
    file = out / "exported"
    assert main(["export", "--to", to, str(book), str(file)]) == 0
    return file.read_bytes()


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)


def gift_questions(text: str) -> dict[str, tuple[str, str, list[str]]]:
    """Read GIFT as Moodle does: title, prompt and answers of each question, by its id."""
    found = {}
    for block in text.split("\n\n")[2:]:
        ident = re.match(r"// id: (\S+)\n", block)
        pattern = r"(?<!\\)::(.*?)(?<!\\)::(.*?)(?<!\\)\{(.*)(?<!\\)\}"
        parts = re.search(pattern, block, re.DOTALL)
        assert ident
        assert parts
        answers = re.split(r"\n(?=[=~#])", parts[3])
        found[ident[1]] = (unescaped(parts[1]), unescaped(parts[2]), answers)
    return found


def test_gift(quizzes: Path, tmp_path: Path) -> None:
    found = gift_questions(export("gift", quizzes, tmp_path).decode())
    title, prompt, (_, *answers) = found["gd-direction"]
    assert title == "Downhill"
    assert prompt.strip() == r"[html]<p>Which direction does \(-\nabla f(x)\) point in?</p>"
    assert [answer[0] for answer in answers] == ["~", "=", "~", "#"]
    text, reason = re.split(r"(?<!\\)#", answers[0][1:])
    assert text == "<p>Steepest ascent</p>"
    assert unescaped(reason) == r"<p>MARKFEEDBACKA: that is \(+\nabla f(x)\).</p>"
    assert unescaped(answers[2]).endswith("<pre><code>grad(f)</code></pre>")
    assert r"a \= b" in answers[1]
    assert "[A dot]" in answers[1]
    assert answers[3].startswith("####<p>MARKHINTONE")
    assert "MARKEXPLANATION" in answers[3]


def test_gift_of_a_number_and_of_several_right_answers(quizzes: Path, tmp_path: Path) -> None:
    found = gift_questions(export("gift", quizzes, tmp_path).decode())
    _, prompt, (opening, *ranges) = found["gd-largest-step"]
    assert "(ms &amp; more)" in prompt
    assert opening == "#"
    assert [answer.partition("#")[0] for answer in ranges] == [
        "=%100%0.0396..0.0404",
        "=%0%0.01..0.03",
        "=%0%7.0..7.0",
        "~",
    ]
    _, _, (opening, *answers) = found["gd-both"]
    assert opening == ""
    assert [answer.partition("<")[0] for answer in answers] == ["~%50%", "~%50%", "~%-100%"]


def test_anki(quizzes: Path, tmp_path: Path) -> None:
    text = export("anki", quizzes, tmp_path).decode()
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert head == ["#separator:tab", "#html:true", "#guid column:1", "#tags column:4"]
    rows = list(csv.reader(lines[len(head) :], delimiter="\t"))
    assert all(len(row) == 4 for row in rows)
    cards = {row[0]: row[1:] for row in rows}
    front, back, tags = cards["small-gd-direction"]
    assert front.startswith(r"<p>Which direction does \(-\nabla f(x)\) point in?</p><ul><li>")
    assert "(B) Steepest descent" in front
    assert "MARK" not in front
    assert "<strong>Correct.</strong> MARKFEEDBACKB" in back
    assert "MARKEXPLANATION" in back
    assert tags == "small gradients::direction gradient step-size"


def test_anki_keeps_tabs_lines_and_quotes_of_code(quizzes: Path, tmp_path: Path) -> None:
    found = json.loads(quizzes.read_text("utf-8"))
    found["questions"][0]["prompt"]["html"] = '<pre>if x:\n\tprint("a")</pre>'
    (tmp_path / "book.json").write_text(json.dumps(found), "utf-8")
    text = export("anki", tmp_path / "book.json", tmp_path).decode()
    first = next(csv.reader(io.StringIO(text.splitlines()[4]), delimiter="\t"))
    assert first[1].startswith('<pre>if x:<br>    print("a")</pre>')


def qti_items(content: bytes) -> dict[str, ET.Element]:
    """Unpack the items of a package by their file names, after a look at its manifest."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        manifest = ET.fromstring(package.read("imsmanifest.xml"))
        resources = manifest.findall(f".//{PACKAGE}resource")
        names = [resource.attrib["href"] for resource in resources]
        assert sorted(package.namelist()) == sorted(["imsmanifest.xml", *names])
        assert {resource.attrib["type"] for resource in resources} == {"imsqti_item_xmlv2p1"}
        return {name: ET.fromstring(package.read(name)) for name in names}


def grade(item: ET.Element, value: float) -> tuple[float, str]:
    """Process a number as the standard says; return the score and the feedback."""
    tests: dict[str, Any] = {
        "gte": float.__ge__,
        "gt": float.__gt__,
        "lte": float.__le__,
        "lt": float.__lt__,
    }
    (condition,) = item.findall(f"{QTI}responseProcessing/{QTI}responseCondition")
    for branch in condition:
        checks = branch.findall(f"{QTI}and/*")
        ends = [(test.tag.removeprefix(QTI), test[1].text) for test in checks]
        if all(tests[word](value, float(end or "nan")) for word, end in ends):
            score, feedback = (found[0].text for found in branch.findall(f"{QTI}setOutcomeValue"))
            return float(score or "nan"), str(feedback)
    raise AssertionError("no branch holds")


def test_qti_of_a_choice(quizzes: Path, tmp_path: Path) -> None:
    items = qti_items(export("qti", quizzes, tmp_path))
    item = items["items/gd-direction.xml"]
    assert item.tag == f"{QTI}assessmentItem"
    assert item.attrib["title"] == "Downhill"
    choices = item.findall(f".//{QTI}simpleChoice")
    names = [choice.attrib["identifier"] for choice in choices]
    assert "".join(choices[0].itertext()) == "Steepest ascent"
    correct = item.findall(f"{QTI}responseDeclaration/{QTI}correctResponse/{QTI}value")
    assert [value.text for value in correct] == [names[1]] == ["answer-down"]
    told = {each.attrib["identifier"]: each for each in item.findall(f"{QTI}modalFeedback")}
    assert list(told) == names
    assert "MARKFEEDBACKA" in "".join(told[names[0]].itertext())
    assert "MARKEXPLANATION" in "".join(told[names[1]].itertext())
    several = items["items/gd-both.xml"]
    assert several.find(f".//{QTI}choiceInteraction").attrib["maxChoices"] == "0"  # type: ignore[union-attr]
    assert {
        each.attrib["cardinality"]
        for each in several.iter()
        if each.attrib.get("identifier") in ("RESPONSE", "FEEDBACK") and "baseType" in each.attrib
    } == {"multiple"}
    assert len(several.findall(f".//{QTI}correctResponse/{QTI}value")) == 2


@pytest.mark.parametrize(
    ("value", "score", "position"),
    [(0.0404, 1, 0), (0.02, 0, 1), (0.03, 0, 3), (7.0, 0, 2), (8.0, 0, 3)],
)
def test_qti_of_a_number(
    quizzes: Path, tmp_path: Path, value: float, score: int, position: int
) -> None:
    item = qti_items(export("qti", quizzes, tmp_path))["items/gd-largest-step.xml"]
    told = [each.attrib["identifier"] for each in item.findall(f"{QTI}modalFeedback")]
    assert grade(item, value) == (score, told[position])
    (entry,) = item.findall(f".//{QTI}textEntryInteraction")
    assert entry.tail == " ms & more"


def test_gift_of_words(kinds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "exported"
    assert main(["export", "--to", "gift", str(kinds), str(file)]) == 1
    named = re.findall(r"left out: '([^']*)'", capsys.readouterr().err)
    assert named == ["pattern", "steps", "lines"]
    ((_, _, (opening, *answers)),) = gift_questions(file.read_text("utf-8")).values()
    assert opening == ""
    assert [answer.partition("#")[0] for answer in answers] == [
        "=%100%gradient",
        r"=%0%a\* \= b",
        "=%0%*",
    ]


def test_qti_of_words_and_of_an_order(
    kinds: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "exported"
    assert main(["export", "--to", "qti", str(kinds), str(file)]) == 1
    assert re.findall(r"left out: '([^']*)'", capsys.readouterr().err) == ["lines"]
    items = qti_items(file.read_bytes())
    word, pattern, steps = (items[f"items/{name}.xml"] for name in ("word", "pattern", "steps"))
    tests = word.findall(f".//{QTI}stringMatch")
    assert [test.findtext(f"{QTI}baseValue") for test in tests] == ["gradient", "a* = b"]
    assert {test.attrib["caseSensitive"] for test in tests} == {"false"}
    assert word.find(f".//{QTI}responseElse/{QTI}setOutcomeValue") is not None
    (test,) = pattern.findall(f".//{QTI}patternMatch")
    assert test.attrib["pattern"] == "[0-9]+"
    shown = {
        choice.attrib["identifier"]: "".join(choice.itertext())
        for choice in steps.findall(f".//{QTI}orderInteraction/{QTI}simpleChoice")
    }
    right = [value.text for value in steps.findall(f".//{QTI}correctResponse/{QTI}value")]
    assert [shown[str(name)] for name in right] == ["first", "second", "third"]
    assert list(shown) != right
    (feedback,) = steps.findall(f"{QTI}modalFeedback")
    assert "The order is" in "".join(feedback.itertext())


def test_the_same_questions_give_the_same_package(quizzes: Path, tmp_path: Path) -> None:
    assert export("qti", quizzes, tmp_path) == export("qti", quizzes, tmp_path)


@pytest.mark.parametrize("to", ["gift", "qti"])
def test_what_a_format_cannot_hold_is_named(
    strange: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], to: str
) -> None:
    file = tmp_path / "exported"
    assert main(["export", "--to", to, str(strange), str(file)]) == 1
    out, error = capsys.readouterr()
    assert error == f"left out: 'odd': {to} cannot hold its kind, 'dance'\n"
    assert out == f"{file}: 5 questions\n"
    assert b"odd" not in file.read_bytes()


def test_a_card_holds_any_kind(strange: Path, tmp_path: Path) -> None:
    assert b"small-odd\t" in export("anki", strange, tmp_path)


@pytest.mark.parametrize("text", ["[]", "{}", "no JSON", '{"v": 2, "questions": []}'])
def test_what_is_no_book_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    book = tmp_path / "book.json"
    book.write_text(text, "utf-8")
    assert main(["export", "--to", "gift", str(book), str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err.startswith(f"quiz export: {book}: ")
    assert not (tmp_path / "out").exists()
