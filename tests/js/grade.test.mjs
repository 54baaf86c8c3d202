// What a question accepts, in which words it says so, and how an attempt is rated.

import assert from "node:assert/strict";
import { test } from "node:test";

import { AGAIN, GOOD, HARD } from "../../gradbook/sphinxext/storage/static/gradbook/schedule.js";
import {
  decodeKey,
  gradeChoice,
  gradeNumber,
  rate,
} from "../../gradbook/sphinxext/quiz/static/gradbook/quiz/grade.js";

const plain = { v: 1, tries: 2, unit: "", hints: [], explanation: "" };
const option = (id, ok, html = `<p>${id}</p>`) => ({ id, ok, html });
const range = (lo, hi, more = {}) => ({
  id: `${lo}`,
  ok: true,
  lo,
  hi,
  loOpen: false,
  hiOpen: false,
  html: "",
  text: "",
  ...more,
});

const single = {
  ...plain,
  options: [option("a", false), option("b", true), option("c", false, "")],
};
const multiple = {
  ...plain,
  options: [option("a", true), option("b", true), option("c", false), option("d", false)],
};

const encode = (value) => Buffer.from(JSON.stringify(value), "utf8").toString("base64");

test("a key survives its encoding, formulas and all", () => {
  const key = { ...plain, explanation: "<p>∇f(x)ᵀ ≤ ‖∇f‖ · naïve 🧭</p>" };
  assert.deepEqual(decodeKey(`\n${encode(key)}\n`), key);
});

test("a key of another version or a damaged one is refused", () => {
  assert.throws(() => decodeKey(encode({ ...plain, v: 2 })), /version 1, got 2/);
  assert.throws(() => decodeKey("%%%"));
  assert.throws(() => decodeKey(btoa("{")));
});

for (const [title, key, chosen, ok, part, sentence] of [
  ["right", single, ["b"], true, 1, "Correct. Feedback below."],
  [
    "right, explained",
    { ...single, explanation: "<p>.</p>" },
    ["b"],
    true,
    1,
    "Correct. Explanation below.",
  ],
  ["wrong", single, ["a"], false, 0, "Not correct. Feedback below."],
  ["wrong, no reason given", single, ["c"], false, 0, "Not correct."],
  ["all", multiple, ["a", "b"], true, 1, "Correct. Feedback below."],
  ["one of two", multiple, ["b"], false, 0.5, "Not yet: 1 of 2 correct answers chosen."],
  [
    "one of two and a wrong one",
    multiple,
    ["a", "c"],
    false,
    0,
    "Not yet: 1 of 2 correct answers chosen.",
  ],
  [
    "all and a wrong one",
    multiple,
    ["a", "b", "c"],
    false,
    0.5,
    "Not yet: 2 of 2 correct answers chosen, and 1 that is not.",
  ],
  [
    "everything",
    multiple,
    ["a", "b", "c", "d"],
    false,
    0,
    "Not yet: 2 of 2 correct answers chosen, and 2 that are not.",
  ],
  ["only wrong ones", multiple, ["c", "d"], false, 0, "Not correct. Feedback below."],
]) {
  test(`choice: ${title}`, () => {
    const verdict = gradeChoice(key, chosen);
    assert.equal(verdict.ok, ok);
    assert.equal(verdict.part, part);
    assert.equal(verdict.sentence, sentence);
    assert.deepEqual(
      verdict.marks.map(({ id }) => id),
      chosen,
    );
  });
}

test("only the right set of answers is right, whatever their number", () => {
  for (let size = 1; size <= 5; size++) {
    for (let truth = 1; truth < 2 ** size; truth++) {
      const ids = [...Array(size).keys()].map(String);
      const key = {
        ...plain,
        options: ids.map((id) => option(id, Boolean(truth & (1 << Number(id))))),
      };
      for (let chosen = 1; chosen < 2 ** size; chosen++) {
        const verdict = gradeChoice(
          key,
          ids.filter((id) => chosen & (1 << Number(id))),
        );
        assert.equal(verdict.ok, chosen === truth);
        assert.equal(verdict.part === 1, chosen === truth);
        assert.ok(verdict.part >= 0 && verdict.part <= 1);
      }
    }
  }
});

test("the first matcher that holds the number decides, then the rest", () => {
  const key = {
    ...plain,
    matchers: [
      range(0.0396, 0.0404, { id: "right" }),
      range(0.01, 0.05, { id: "near", ok: false }),
    ],
    otherwise: { id: "rest", html: "<p>Think again.</p>" },
  };
  for (const [value, id, ok] of [
    [0.04, "right", true],
    [0.0404, "right", true],
    [0.041, "near", false],
    [7, "rest", false],
  ]) {
    const verdict = gradeNumber(key, value);
    assert.deepEqual([verdict.marks[0].id, verdict.ok, verdict.part], [id, ok, Number(ok)]);
  }
  assert.equal(gradeNumber(key, 7).sentence, "Not correct. Feedback below.");
  assert.equal(gradeNumber({ ...key, otherwise: undefined }, 7).sentence, "Not correct.");
});

test("an open end is not held, a closed one is, even if it is missed by rounding", () => {
  const held = (matcher, value) => gradeNumber({ ...plain, matchers: [matcher] }, value).ok;
  assert.ok(held(range(1, 2), 1) && held(range(1, 2), 2));
  assert.ok(!held(range(1, 2, { loOpen: true }), 1) && !held(range(1, 2, { hiOpen: true }), 2));
  assert.ok(0.7 / 0.1 < 7 && held(range(7, 7), 0.7 / 0.1));
  assert.ok(-0.7 / 0.1 > -7 && held(range(-8, -7), -0.7 / 0.1));
  assert.ok(!held(range(7, 8), 6.9999999));
  assert.ok(held(range(10, 10), 10) && !held(range(10, 10), 10.0000001));
  assert.ok(held(range(0, 0), 0) && !held(range(0, 0), 1e-300));
});

test("good at once, hard with help or on another try, again when wrong or shown", () => {
  const how = { ok: true, attempt: 1, hinted: false, shown: false };
  assert.equal(rate(how), GOOD);
  assert.equal(rate({ ...how, attempt: 2 }), HARD);
  assert.equal(rate({ ...how, hinted: true }), HARD);
  assert.equal(rate({ ...how, ok: false }), AGAIN);
  assert.equal(rate({ ...how, shown: true }), AGAIN);
  assert.deepEqual([AGAIN, HARD, GOOD], [1, 2, 3]);
});
