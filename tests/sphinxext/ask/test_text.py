"""The text of Markdown, against a CommonMark parser."""

from __future__ import annotations

from html import unescape

from hypothesis import given, strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from gradbook.sphinxext.ask.text import bullets, code_span, displayed, escape, fenced, flush

PARSER = MarkdownIt("commonmark").use(dollarmath_plugin)
SIGNS = st.text("ab12 \\`*_[]<>$~&;#-+=.)(!x:\n", max_size=30)


@given(SIGNS)
def test_text_is_read_as_it_was_written(text: str) -> None:
    words = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    html = PARSER.render(flush(escape(words)))
    assert unescape(html) == (f"<p>{words}</p>\n" if words else "")


@given(SIGNS.filter(lambda text: text.strip()))
def test_code_is_read_as_it_was_written(text: str) -> None:
    tokens = PARSER.parseInline(code_span(text))[0].children or []
    assert [(token.type, token.content) for token in tokens] == [
        ("code_inline", text.replace("\n", " "))
    ]


@given(st.lists(SIGNS, min_size=1, max_size=3))
def test_a_fence_holds_anything(texts: list[str]) -> None:
    tokens = PARSER.parse("\n\n".join(fenced(text, "python") for text in texts))
    assert [(token.type, token.info) for token in tokens] == [("fence", "python")] * len(texts)
    for text, token in zip(texts, tokens, strict=True):
        assert token.content == text.rstrip("\n") + "\n" or not text.strip("\n")


def test_output_loses_the_colours_of_a_terminal() -> None:
    assert fenced("\x1b[31mred\x1b[0m", "myst-ansi") == "```text\nred\n```"


def test_a_formula_is_one_block_with_its_number() -> None:
    text = displayed("a\n\n= b", "3")
    (token,) = PARSER.parse(text)
    assert token.type == "math_block"
    assert token.content.split() == ["a", "=", "b", r"\tag{3}"]


def test_only_a_formula_of_several_lines_is_aligned() -> None:
    assert displayed(r"x &= 1 \\ y &= 2", "").count("aligned") == 2
    assert "aligned" not in displayed(r"\begin{pmatrix}1 \\ 2\end{pmatrix}", "")


def test_a_list_is_loose_where_an_item_has_blocks() -> None:
    assert bullets(["a", "b"]) == "- a\n- b"
    assert bullets(["a", "b\n\nc"]) == "- a\n\n- b\n\n  c"
