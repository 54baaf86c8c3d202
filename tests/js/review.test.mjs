// Which questions are due, what is said of them, and the calendar.

import assert from "node:assert/strict";
import { test } from "node:test";

import { AGAIN, DAY, GOOD, HARD } from "../../gradbook/sphinxext/storage/static/gradbook/schedule.js";
import { calendar, days } from "../../gradbook/sphinxext/review/static/gradbook/review/calendar.js";
import {
  dayOf,
  LIMIT,
  plan,
  survey,
  topicOf,
} from "../../gradbook/sphinxext/review/static/gradbook/review/queue.js";
import { resultWords } from "../../gradbook/sphinxext/review/static/gradbook/review/result.js";
import { dueWords } from "../../gradbook/sphinxext/review/static/gradbook/review/words.js";

const NOW = new Date(2026, 10, 23, 15, 30).getTime();
const HOUR = DAY / 24;

const question = (id, chapter = "sums") => ({
  id,
  chapter,
  url: `${chapter}.html#quiz-${id}`,
  name: id,
  title: "",
  type: "single",
  concepts: [],
  review: true,
  was: [],
});
/** An answered question that is due so long after now. */
const item = (id, after, chapter) => ({
  question: question(id, chapter),
  due: NOW + after,
  remembered: false,
});
const ids = (items) => items.map(({ question: { id } }) => id);
const look = (logs, questions = Object.keys(logs).map((id) => question(id))) =>
  survey(questions, ({ id }) => (logs[id] ? { log: logs[id] } : null), NOW);

test("only answered questions that take part are surveyed, with their due times", async () => {
  const logs = { a: [[NOW - DAY, GOOD, ""]], out: [[0, GOOD, ""]], broken: "log", empty: [] };
  const questions = Object.keys(logs).map((id) => ({ ...question(id), review: id !== "out" }));
  const { items } = await look(logs, [...questions, question("never")]);
  assert.deepEqual(ids(items), ["a"]);
  assert.equal(items[0].due, NOW);
});

test("what was answered today when it had been due counts as reviewed today", async () => {
  const reviewed = [[NOW - 2 * DAY, GOOD, ""], [NOW - HOUR, GOOD, ""]];
  const missed = [[NOW - 2 * DAY, GOOD, ""], [NOW - HOUR, AGAIN, ""], [NOW - 1, HARD, ""]];
  const early = [[NOW - 0.8 * DAY, GOOD, ""], [NOW - HOUR, GOOD, ""]];
  const first = [[NOW - HOUR, GOOD, ""]];
  const yesterday = [[NOW - 9 * DAY, GOOD, ""], [NOW - DAY, GOOD, ""]];
  assert.equal((await look({ reviewed, missed, early, first, yesterday })).done, 2);
});

test("a survey of many questions lets the page do other things in between", async () => {
  const log = Array.from({ length: 50 }, (_, day) => [day * DAY, GOOD, ""]);
  const logs = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`q${i}`, log]));
  let turns = 0;
  const timer = setInterval(() => (turns += 1));
  const { items } = await look(logs);
  clearInterval(timer);
  assert.equal(items.length, 3000);
  assert.ok(turns > 0);
});

test("what is due is asked, the longest due first among chapters that take turns", () => {
  const items = [item("late", 1), item("b", -7), item("a", -9), item("x", -5, "slopes"), item("n", 0)];
  const { turn, waiting } = plan({ items, done: 0 }, NOW);
  assert.deepEqual(ids(turn), ["a", "x", "b", "n"]);
  assert.equal(waiting, 0);
  assert.deepEqual(ids(plan({ items, done: 0 }, NOW, "slopes").turn), ["x"]);
  items[1].question.concepts = ["slopes"];
  assert.deepEqual(ids(plan({ items, done: 0 }, NOW, topicOf("slopes")).turn), ["b"]);
});

test("no more than are enough are asked in a day, and what was reviewed counts", () => {
  const items = Array.from({ length: 50 }, (_, i) => item(`q${i}`, -i));
  const whole = plan({ items, done: 0 }, NOW);
  assert.deepEqual([whole.turn.length, whole.waiting], [LIMIT, 50 - LIMIT]);
  assert.deepEqual(ids(whole.turn), ids(items.slice(-LIMIT).reverse()));
  const rest = plan({ items, done: 17 }, NOW);
  assert.deepEqual([rest.turn.length, rest.waiting], [3, 47]);
  assert.equal(plan({ items, done: 99 }, NOW).turn.length, 0);
});

test("the next ones are those of the next day that has some", () => {
  const items = [item("a", 3 * DAY), item("b", 3 * DAY + HOUR), item("c", 4 * DAY)];
  assert.deepEqual(ids(plan({ items, done: 0 }, NOW).next), ["a", "b"]);
  assert.deepEqual(plan({ items: [], done: 0 }, NOW).next, []);
});

test("what is due is told in words", () => {
  const words = (items, done = 0) => dueWords({ items }, plan({ items, done }, NOW), NOW);
  assert.equal(words([]), "A question that you answer today is asked here tomorrow.");
  const one = words([item("a", -1), { ...item("b", 2 * DAY), remembered: true }]);
  assert.match(one, /^2 questions answered so far, 1 remembered\. 1 due now\. Then 1 question on W/);
  assert.match(one, /25.*\.$/);
  const none = words([item("a", HOUR)]);
  assert.match(none, /None due now\. Then 1 question later today\.$/);
  const many = Array.from({ length: 25 }, (_, i) => item(`q${i}`, -i));
  assert.match(words(many), / 20 due now\. 5 more can wait until tomorrow: 20 a day are enough\.$/);
  assert.match(words(many, 20), / None due now\. 25 more can wait until tomorrow/);
});

test("a review is told in words", () => {
  assert.equal(resultWords([]), "0 questions reviewed: 0 known.");
  assert.equal(
    resultWords([GOOD, AGAIN, GOOD, HARD]),
    "4 questions reviewed: 2 known, 1 known with help, 1 missed, back tomorrow.",
  );
});

test("the days of review hold what is due, and never more than are enough", () => {
  const items = [item("a", -3 * DAY), item("b", 0), item("c", 2 * DAY), item("d", 60 * DAY)];
  const today = dayOf(NOW);
  assert.deepEqual(days({ items, done: 0 }, NOW), [
    [today, 2],
    [dayOf(NOW + 2 * DAY), 1],
    [dayOf(NOW + 60 * DAY), 1],
  ]);
  const many = Array.from({ length: 45 }, (_, i) => item(`q${i}`, -i));
  const tomorrow = [dayOf(NOW + DAY), LIMIT];
  assert.deepEqual(days({ items: many, done: 15 }, NOW), [
    [today, 5],
    tomorrow,
    [dayOf(NOW + 2 * DAY), 20],
  ]);
  assert.deepEqual(days({ items: many, done: 30 }, NOW)[0], tomorrow);
  assert.deepEqual(days({ items: [], done: 0 }, NOW), []);
});

test("the calendar keeps to RFC 5545", () => {
  const items = [item("a", 0), item("b", DAY), item("c", DAY)];
  const title = "Review — A book; of sums, and ∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑∑ more";
  const about = { book: "again", title, address: "http://localhost/review.html" };
  const text = calendar({ items, done: 0 }, NOW, about);
  assert.ok(text.endsWith("END:VCALENDAR\r\n"));
  assert.doesNotMatch(text.replaceAll("\r\n", ""), /[\r\n]/);
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.doesNotMatch(text, /\ufffd/);
  const lines = text.replaceAll("\r\n ", "").split("\r\n");
  assert.deepEqual(lines.filter((line) => /^(UID|DTSTART|SUMMARY)/.test(line)), [
    "UID:again-review-20261123@gradbook",
    "DTSTART;VALUE=DATE:20261123",
    "SUMMARY:Review: 1 question",
    "UID:again-review-20261124@gradbook",
    "DTSTART;VALUE=DATE:20261124",
    "SUMMARY:Review: 2 questions",
  ]);
  const description = title.replace(";", "\\;").replace(",", "\\,");
  assert.ok(lines.includes(`DESCRIPTION:${description}\\nhttp://localhost/review.html`));
  assert.equal(lines.filter((line) => /^DTSTAMP:\d{8}T\d{6}Z$/.test(line)).length, 2);
});
