// What is remembered of a question.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  addAttempt,
  readRecord,
} from "../../gradbook/sphinxext/quiz/static/gradbook/quiz/record.js";

const wrong = { hash: "h1", ok: false, rating: 1, choice: "a", answer: ["a"] };
const right = { hash: "h1", ok: true, rating: 3, choice: "b", answer: ["b"] };

test("a first attempt makes a record", () => {
  assert.deepEqual(addAttempt(null, right, 7), {
    h: "h1",
    ok: true,
    first: true,
    a: ["b"],
    s: 0,
    log: [[7, 3, "b"]],
  });
  assert.deepEqual(addAttempt(null, wrong, 7), {
    h: "h1",
    ok: false,
    first: false,
    a: ["a"],
    s: 0,
    log: [[7, 1, "a"]],
  });
});

test("right after a hint is not right at the first attempt", () => {
  assert.equal(addAttempt(null, { ...right, rating: 2 }, 1).first, false);
});

test("the first attempt stays the first, and what was solved stays solved", () => {
  const late = addAttempt(addAttempt(null, wrong, 1), right, 2);
  assert.deepEqual([late.ok, late.first], [true, false]);
  const curious = addAttempt(addAttempt(null, right, 1), wrong, 2);
  assert.deepEqual([curious.ok, curious.first, curious.a], [true, true, ["a"]]);
});

test("asking for the answer keeps the last one given, and leads back to the first rung", () => {
  const { answer, ...shown } = wrong;
  const old = { h: "h0", ok: false, first: false, a: ["c"], s: 4, log: [] };
  assert.deepEqual(addAttempt(old, shown, 3), { ...old, h: "h1", s: 0, log: [[3, 1, "a"]] });
  assert.deepEqual(addAttempt(null, shown, 3).a, []);
});

test("the rung is that of the ladder", () => {
  const day = 86_400_000;
  let record = null;
  for (const time of [0, day, 4 * day]) record = addAttempt(record, right, time);
  assert.equal(record.s, 2);
});

test("the log keeps the last 50 attempts", () => {
  let record = null;
  for (let time = 0; time < 60; time++) record = addAttempt(record, wrong, time);
  assert.equal(record.log.length, 50);
  assert.deepEqual(record.log.at(-1), [59, 1, "a"]);
});

test("what is not a record of a question is none", () => {
  for (const stored of [
    null,
    {},
    { v: 1 },
    { h: "x" },
    { ok: true },
    { h: 1, ok: true },
    { h: "x", ok: 1 },
  ]) {
    assert.equal(readRecord(stored), null);
  }
});

test("damaged fields are read as empty, sound ones as they are", () => {
  const damaged = {
    h: "x",
    ok: true,
    first: "yes",
    a: ["b", 5],
    s: "3",
    log: [[1, 3, "b"], [1], "x", null],
  };
  assert.deepEqual(readRecord(damaged), {
    h: "x",
    ok: true,
    first: false,
    a: ["b"],
    s: 0,
    log: [[1, 3, "b"]],
  });
  assert.deepEqual(readRecord({ h: "x", ok: false, a: "b", log: 1 }), {
    h: "x",
    ok: false,
    first: false,
    a: [],
    s: 0,
    log: [],
  });
  const sound = addAttempt(addAttempt(null, wrong, 1), right, 2);
  assert.deepEqual(readRecord({ v: 1, u: 9, ...sound }), sound);
});
