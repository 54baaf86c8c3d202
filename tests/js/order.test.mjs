// What an order is worth, and which typed text is taken for which.
// cspell:disable (letters in many orders, and words in capitals and ligatures)

import assert from "node:assert/strict";
import { test } from "node:test";

import { gradeOrder } from "../../gradbook/sphinxext/quiz/static/gradbook/quiz/grade-order.js";
import {
  fold,
  gradeText,
} from "../../gradbook/sphinxext/quiz/static/gradbook/quiz/grade-text.js";

const plain = { v: 1, tries: 2, unit: "", hints: [], explanation: "" };
const ids = (text) => [...text];
const keyOf = (order, groups, foreign = "") => ({
  ...plain,
  order: ids(order),
  groups,
  rows: ids(foreign).map((id) => ({ id, ok: false, html: `<p>${id}</p>` })),
});
const grade = (key, used) => {
  const { ok, part, sentence, kept, marks } = gradeOrder(key, ids(used));
  return { ok, part, sentence, kept: [...kept].join(""), marks: marks.map(({ id }) => id).join("") };
};

test("only the right order is right", () => {
  const key = keyOf("abc", [0, 1, 2]);
  for (const used of ["abc", "acb", "bac", "bca", "cab", "cba", "ab", "a", "abcc", ""]) {
    const { ok, part } = gradeOrder(key, ids(used));
    assert.equal(ok, used === "abc", used);
    assert.equal(part === 1, used === "abc", used);
    assert.ok(part >= 0 && part <= 1);
  }
});

test("places that may swap are free among themselves only", () => {
  const key = keyOf("abcde", [0, 0, 2, 2, 4]);
  for (const used of ["abcde", "bacde", "abdce", "badce"]) {
    assert.ok(gradeOrder(key, ids(used)).ok, used);
  }
  for (const used of ["acbde", "abced", "cdabe"]) {
    assert.ok(!gradeOrder(key, ids(used)).ok, used);
  }
});

test("what reads the same is interchangeable, within a free range as well", () => {
  assert.ok(gradeOrder(keyOf("abab", [0, 1, 2, 3]), ids("abab")).ok);
  const key = keyOf("xaxb", [0, 1, 2, 2]);
  assert.ok(gradeOrder(key, ids("xabx")).ok);
  assert.ok(!gradeOrder(key, ids("xbax")).ok);
});

test("one line in the wrong place does not spoil the others", () => {
  const key = keyOf("abcde", [0, 1, 2, 3, 4]);
  assert.deepEqual(grade(key, "eabcd"), {
    ok: false,
    part: 4 / 5,
    sentence: "Not yet: 4 of 5 are in order.",
    kept: "1234",
    marks: "",
  });
});

test("what may swap counts as in order wherever the others have pushed it", () => {
  assert.equal(grade(keyOf("abcdef", [0, 1, 1, 3, 3, 5]), "cbedfa").kept, "01234");
});

test("what does not belong and what is missing is counted", () => {
  const key = keyOf("abc", [0, 1, 2], "xy");
  assert.equal(
    grade(key, "axby").sentence,
    "Not yet: 2 of 3 are in order, 2 too many, 1 missing. Feedback below.",
  );
  assert.deepEqual(grade(key, "abcx"), {
    ok: false,
    part: 3 / 4,
    sentence: "Not yet: 3 of 3 are in order, 1 too many. Feedback below.",
    kept: "012",
    marks: "x",
  });
  assert.equal(grade(key, "b").sentence, "Not yet: 1 of 3 are in order, 2 missing.");
  assert.equal(grade({ ...key, explanation: "<p>" }, "abc").sentence, "Correct. Explanation below.");
});

const text = (match, ...texts) => ({
  ...plain,
  match,
  matchers: texts.map((text, index) => ({ id: text, ok: index === 0, html: "", text })),
  otherwise: { id: "else", html: "" },
});
const meets = (key, typed) => gradeText(key, typed).marks[0].id;

test("folding forgives capitals, blanks and typography", () => {
  assert.equal(fold(" Newton’s \u00a0 METHOD\n"), "newton's method");
  assert.equal(fold("Straße"), fold("STRASSE"));
  const key = text("fold", "line-search", "ﬁxed point");
  assert.equal(meets(key, "Line–Search"), "line-search");
  assert.equal(meets(key, "FIXED  POINT"), "ﬁxed point");
  assert.equal(meets(key, "line search"), "else");
});

test("an exact text is taken as it stands", () => {
  const key = text("exact", "x -= g", "X -= g");
  assert.equal(meets(key, " x -= g "), "x -= g");
  assert.equal(meets(key, "X -= g"), "X -= g");
  assert.equal(meets(key, "x -=  g"), "else");
});

test("a pattern describes the whole text, and the first one decides", () => {
  const key = text("regex", "(gradient|steepest) descents?", ".*descent", "a|b");
  assert.ok(gradeText(key, "steepest  descents").ok);
  assert.equal(meets(key, "a gradient descent"), ".*descent");
  assert.equal(meets(key, "b"), "a|b");
  assert.equal(meets(key, "ab"), "else");
  assert.equal(meets(key, "Gradient Descents"), "else");
});
