// The ladder of reviews, replayed from the log of answers.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  AGAIN,
  DAY,
  GOOD,
  HARD,
  LADDER,
  replay,
} from "../../gradbook/sphinxext/storage/static/gradbook/schedule.js";

const START = 1_700_000_000_000;

/** A log of ratings, the first at the start, each other one some days after the one before. */
function log(...entries) {
  let time = START;
  return entries.map(([days, rating]) => [(time += days * DAY), rating, ""]);
}
const days = (due) => (due - START) / DAY;

/** The rungs that a log passes through. */
const rungs = (entries) => entries.map((_, end) => replay(entries.slice(0, end + 1)).rung);

test("the ladder is 1, 3, 7, 21 and 60 days", () => {
  assert.deepEqual(LADDER, [1, 3, 7, 21, 60]);
});

test("what was never answered is never due", () => {
  assert.deepEqual(replay([]), { rung: 0, due: Infinity, remembered: false, good: 0 });
});

for (const rating of [AGAIN, HARD, GOOD]) {
  test(`the first answer, rated ${rating}, comes back after a day`, () => {
    const { rung, due, remembered, good } = replay(log([0, rating]));
    assert.deepEqual([rung, days(due), remembered], [0, 1, false]);
    assert.equal(good, rating === GOOD ? 1 : 0);
  });
}

test("Good, each time it is due, climbs the ladder and stays at the top", () => {
  const climb = log([0, GOOD], [1, GOOD], [3, GOOD], [7, GOOD], [21, GOOD], [60, GOOD], [60, GOOD]);
  assert.deepEqual(rungs(climb), [0, 1, 2, 3, 4, 4, 4]);
  assert.equal(days(replay(climb).due), 0 + 1 + 3 + 7 + 21 + 60 + 60 + 60);
  assert.equal(replay(climb).good, 7);
});

test("Hard, when it is due, repeats the rung from now on", () => {
  const entries = log([0, GOOD], [1, GOOD], [5, HARD]);
  assert.deepEqual(rungs(entries), [0, 1, 1]);
  assert.equal(days(replay(entries).due), 1 + 5 + 3);
});

test("an answer before it is due changes nothing, unless it is Again", () => {
  const before = log([0, GOOD], [1, GOOD]);
  for (const rating of [HARD, GOOD]) {
    const after = replay(log([0, GOOD], [1, GOOD], [2.999, rating]));
    assert.deepEqual([after.rung, after.due], [1, replay(before).due]);
  }
  const failed = replay(log([0, GOOD], [1, GOOD], [2.5, AGAIN]));
  assert.deepEqual([failed.rung, days(failed.due)], [0, 1 + 2.5 + 1]);
});

test("Again, when it is due, begins anew", () => {
  const entries = log([0, GOOD], [1, GOOD], [3, GOOD], [7, AGAIN]);
  assert.deepEqual(rungs(entries), [0, 1, 2, 0]);
  assert.equal(days(replay(entries).due), 1 + 3 + 7 + 1);
});

test("remembered is a Good after an interval of 21 days, which an Again takes back", () => {
  const three = [[0, GOOD], [1, GOOD], [3, GOOD], [7, GOOD]];
  const says = (...more) => replay(log(...three, ...more)).remembered;
  assert.equal(says(), false);
  assert.equal(says([20.9, GOOD]), false);
  assert.equal(says([21, HARD]), false);
  assert.equal(says([21, GOOD]), true);
  assert.equal(says([21, GOOD], [60, HARD]), true);
  assert.equal(says([21, GOOD], [1, AGAIN]), false);
  assert.equal(says([21, GOOD], [60, AGAIN], [1, GOOD]), false);
});

test("a long break on a low rung does not show that it is remembered", () => {
  assert.equal(replay(log([0, GOOD], [400, GOOD])).remembered, false);
});

test("a log that is damaged is read as far as it can be", () => {
  const sound = log([0, GOOD], [1, GOOD]);
  const damaged = [null, ...sound, [START, "3", ""], [START], 7, { 0: START }];
  assert.deepEqual(replay(damaged), replay(sound));
  for (const nothing of [undefined, null, "log", {}]) {
    assert.deepEqual(replay(nothing), replay([]));
  }
});

test("the order of the log does not matter, and it is not changed", () => {
  const entries = log([0, GOOD], [1, GOOD], [3, HARD], [3, GOOD], [7, AGAIN]);
  const mixed = [3, 0, 4, 2, 1].map((index) => entries[index]);
  const copy = structuredClone(mixed);
  assert.deepEqual(replay(mixed), replay(entries));
  assert.deepEqual(mixed, copy);
});

test("whatever was answered: the rung is on the ladder, and due is that many days after an answer", () => {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let run = 0; run < 500; run++) {
    const entries = Array.from({ length: 1 + Math.floor(random() * 12) }, () => [
      Math.floor(random() ** 3 * 40),
      1 + Math.floor(random() * 3),
    ]);
    const answers = log(...entries);
    const { rung, due, remembered, good } = replay(answers);
    assert.ok(answers.some(([time]) => due === time + LADDER[rung] * DAY));
    assert.ok(!remembered || (good >= 5 && answers.at(-1)[1] !== AGAIN));
    assert.equal(good, entries.filter(([, rating]) => rating === GOOD).length);
  }
});
