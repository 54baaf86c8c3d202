// How far a reader has come: states, counts and sentences.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  count,
  sentence,
  standing,
} from "../../gradbook/sphinxext/progress/static/gradbook/progress-state.js";

const chapter = (id, quizzes = [], core = false) => ({
  id,
  quizzes,
  core,
  url: `${id}.html`,
  title: id,
  number: 1,
  part: "I",
});
const reader = (records) => (key) => records[key] ?? null;

test("a chapter begins as not started", () => {
  const now = standing(chapter("a", ["q1", "q2"]), reader({}));
  assert.deepEqual(now, { state: "new", read: false, solved: 0, questions: 2 });
});

test("a chapter is read when it was marked, and not when the mark was taken back", () => {
  assert.equal(standing(chapter("a"), reader({ "p/a": { read: 5 } })).state, "read");
  assert.equal(standing(chapter("a"), reader({ "p/a": { read: null } })).state, "new");
  assert.equal(standing(chapter("a"), reader({ "p/b": { read: 5 } })).state, "new");
});

test("a chapter is practised when every question is solved, marked or not", () => {
  const records = { "q/q1": { ok: true }, "q/q2": { ok: false } };
  const half = standing(chapter("a", ["q1", "q2"]), reader(records));
  assert.deepEqual([half.state, half.solved], ["new", 1]);
  records["q/q2"] = { ok: true };
  assert.equal(standing(chapter("a", ["q1", "q2"]), reader(records)).state, "practised");
  records["p/a"] = { read: 5 };
  assert.equal(standing(chapter("a", ["q1", "q2"]), reader(records)).state, "practised");
});

test("a chapter without questions cannot be practised", () => {
  assert.equal(standing(chapter("a"), reader({})).state, "new");
});

test("records of another shape count for nothing", () => {
  const records = { "p/a": { read: "yes" }, "q/q1": { ok: "true" } };
  const now = standing(chapter("a", ["q1"]), reader(records));
  assert.deepEqual(now, { state: "new", read: false, solved: 0, questions: 1 });
});

test("read and practised chapters count, out of the planned ones", () => {
  const chapters = [chapter("a", [], true), chapter("b", ["q"], true), chapter("c"), chapter("d")];
  const book = { totals: { chapters: 35, core: 18 }, chapters };
  const tally = (records) => {
    const get = reader(records);
    return count(book, new Map(chapters.map((one) => [one.id, standing(one, get)])));
  };
  assert.deepEqual(tally({}), { done: 0, total: 35, core: 0, coreTotal: 18 });
  const records = { "p/a": { read: 1 }, "q/q": { ok: true }, "p/d": { read: 1 } };
  assert.deepEqual(tally(records), { done: 3, total: 35, core: 2, coreTotal: 18 });
});

test("the end of a chapter says where the reader stands", () => {
  const say = (state, solved, questions) =>
    sentence({ state, read: state === "read", solved, questions });
  assert.equal(say("new", 0, 0), "Finished this chapter?");
  assert.equal(say("new", 3, 8), "Finished this chapter? 3 of 8 questions solved.");
  assert.equal(say("read", 0, 1), "You have read this chapter. 0 of 1 question solved.");
  assert.equal(say("practised", 8, 8), "Practised: 8 of 8 questions solved.");
});
