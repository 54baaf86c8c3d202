// How far a reader has come: states, counts and sentences.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  count,
  daysUnsaved,
  sentence,
  share,
  standing,
} from "../../gradbook/sphinxext/progress/static/gradbook/progress/state.js";
import { DAY, GOOD } from "../../gradbook/sphinxext/storage/static/gradbook/schedule.js";

const chapter = (id, quizzes = [], core = false) => ({
  id,
  quizzes,
  core,
  url: `${id}.html`,
  title: id,
  number: 1,
  part: "I",
});
/** A question answered well each time it was due, so many times. */
const answered = (times) => {
  const days = [0, 1, 4, 11, 32, 92].slice(0, times);
  return { ok: true, log: days.map((day) => [day * DAY, GOOD, "x"]) };
};
const reader = (records) => (key) => records[key] ?? null;

test("a chapter begins as not started", () => {
  const now = standing(chapter("a", ["q1", "q2"]), reader({}));
  assert.deepEqual(now, { state: "new", done: false, read: false, solved: 0, questions: 2 });
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

test("a chapter without questions cannot be practised, and is done once it is read", () => {
  assert.equal(standing(chapter("a"), reader({})).state, "new");
  assert.equal(standing(chapter("a"), reader({})).done, false);
  const read = standing(chapter("a"), reader({ "p/a": { read: 5 } }));
  assert.deepEqual([read.state, read.done], ["read", true]);
});

test("a chapter is remembered when every question is, and not before", () => {
  const state = (...records) =>
    standing(chapter("a", ["q1", "q2"]), reader({ "q/q1": records[0], "q/q2": records[1] })).state;
  assert.equal(state(answered(5), answered(5)), "remembered");
  assert.equal(state(answered(5), answered(4)), "practised");
  assert.equal(state(answered(6), { ...answered(6), ok: false }), "new");
  assert.equal(state(answered(5), { ok: true, log: "damaged" }), "practised");
  assert.equal(state(answered(5), { ok: true }), "practised");
});

test("records of another shape count for nothing", () => {
  const records = { "p/a": { read: "yes" }, "q/q1": { ok: "true" } };
  const now = standing(chapter("a", ["q1"]), reader(records));
  assert.deepEqual(now, { state: "new", done: false, read: false, solved: 0, questions: 1 });
});

test("practised chapters count, out of the planned ones", () => {
  const chapters = [
    chapter("a", ["q0"], true),
    chapter("b", ["q1"], true),
    chapter("c", ["q2"]),
    chapter("d"),
    chapter("e", ["q3"]),
  ];
  const book = { totals: { chapters: 35, core: 18 }, chapters };
  const tally = (records) => {
    const get = reader(records);
    return count(book, new Map(chapters.map((one) => [one.id, standing(one, get)])));
  };
  const none = { done: 0, total: 35, core: 0, coreTotal: 18, read: 0, remembered: 0 };
  assert.deepEqual(tally({}), none);
  const records = {
    "p/a": { read: 1 },
    "q/q1": { ok: true },
    "q/q2": answered(5),
    "p/d": { read: 1 },
  };
  assert.deepEqual(tally(records), { ...none, done: 3, core: 1, read: 1, remembered: 1 });
});

test("a share is a count and a whole percentage, 100 only when all is done", () => {
  const say = (done, total) => share(done, total, "chapters practised").replace("\u00a0", " ");
  assert.equal(say(7, 35), "7 of 35 chapters practised (20 %)");
  assert.equal(say(0, 35), "0 of 35 chapters practised (0 %)");
  assert.equal(say(34, 35), "34 of 35 chapters practised (97 %)");
  assert.equal(say(299, 300), "299 of 300 chapters practised (99 %)");
  assert.equal(say(35, 35), "35 of 35 chapters practised (100 %)");
  assert.equal(say(0, 0), "0 of 0 chapters practised (0 %)");
  for (let total = 1; total < 200; total++) {
    for (const done of [0, 1, total - 1, total]) {
      const percent = Number(/\((\d+) %\)/.exec(say(done, total))[1]);
      assert.ok(percent <= (100 * done) / total && percent > (100 * done) / total - 1);
    }
  }
});

test("the end of a chapter says where the reader stands", () => {
  const say = (state, solved, questions) => sentence({ state, solved, questions });
  assert.equal(say("new", 0, 0), "Finished this chapter?");
  assert.equal(say("new", 3, 8), "Finished this chapter? 3 of 8 questions solved.");
  assert.equal(say("read", 0, 1), "Chapter read. 0 of 1 question solved.");
  assert.equal(say("practised", 8, 8), "Chapter practised. 8 of 8 questions solved.");
  assert.equal(say("remembered", 8, 8), "Chapter remembered. 8 of 8 questions solved.");
});

test("what was not saved to a file counts from its first day, what was saved does not", () => {
  const days = (records) => {
    const get = (key) => records[key] ?? null;
    return Math.round(daysUnsaved({ get, keys: () => Object.keys(records) }) * 10) / 10;
  };
  const ago = (days) => Date.now() - days * DAY;
  assert.equal(days({}), -Infinity);
  assert.equal(days({ "q/a": { u: ago(15) }, "q/b": { u: ago(2) } }), 15);
  const saved = { meta: { u: ago(3), exported: ago(3) } };
  assert.equal(days({ ...saved, "q/a": { u: ago(15) }, "q/b": { u: ago(2) } }), 2);
  assert.equal(days({ ...saved, "q/a": { u: ago(15) } }), -Infinity);
  assert.equal(days({ meta: { exported: "never" }, "q/a": { u: ago(15) }, "q/b": null }), 15);
});
