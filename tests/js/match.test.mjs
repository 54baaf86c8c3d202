// What a choice for every row is worth.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gradeMatch } from "../../gradbook/sphinxext/quiz/static/gradbook/quiz/grade-match.js";

const option = (id, ok = true) => ({ id, ok, html: `<p>${id}</p>` });
const KEY = {
  v: 1,
  tries: 2,
  unit: "",
  pairs: { a: "x", b: "y", c: "y" },
  options: [option("a"), option("b"), option("c"), option("z", false)],
  hints: [],
  explanation: "",
};
const graded = (chosen, key = KEY) => gradeMatch(key, new Map(Object.entries(chosen)));

test("all rows matched are right, and what two rows share is no matter", () => {
  const { ok, part, sentence, marks } = graded({ a: "x", b: "y", c: "y" });
  assert.deepEqual([ok, part, sentence], [true, 1, "Correct. Feedback below."]);
  assert.deepEqual(marks.map(({ id, ok: right }) => [id, right]), [["a", true], ["b", true], ["c", true]]);
});

test("a row that is wrong and one that is open are not matched", () => {
  const { ok, part, sentence, marks } = graded({ a: "x", b: "z" });
  assert.deepEqual([ok, part, sentence], [false, 1 / 3, "Not yet: 1 of 3 matched. Feedback below."]);
  assert.deepEqual(marks.map(({ id, ok: right }) => [id, right]), [["a", true], ["b", false], ["z", false]]);
});

test("rows without reasons need an explanation to point to", () => {
  const key = { ...KEY, options: [], explanation: "<p>Why.</p>" };
  assert.equal(graded({ a: "x", b: "y", c: "y" }, key).sentence, "Correct. Explanation below.");
  assert.equal(graded({ a: "y" }, key).sentence, "Not yet: 0 of 3 matched.");
  assert.deepEqual(graded({ __proto__x: "x" }, key).marks, []);
});
