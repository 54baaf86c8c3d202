/**
 * Which questions are due, and in which order they are asked. Nothing here touches the page or the
 * storage.
 *
 * @typedef {{id: string, url: string, chapter: string, name: string, title: string, type: string,
 *   concepts: string[], review: boolean, was: string[]}} Question  as in `book.json`
 * @typedef {{question: Question, due: number, remembered: boolean}} Item  an answered question
 * @typedef {{items: Item[], done: number}} Survey  `done` counts what was reviewed today
 */

import { answers, replay } from "../schedule.js";

/** How many questions a day are enough. */
export const LIMIT = 20;

/** How long to work, in milliseconds, before the page may do something else. */
const SLICE = 8;

/** Let the page do something else. */
export const pause = () => new Promise((resume) => setTimeout(resume));

/** The first moment of a day. @param {number} time */
export const dayOf = (time) => new Date(time).setHours(0, 0, 0, 0);

/**
 * Look at every question, in slices.
 *
 * @param {Question[]} questions
 * @param {(question: Question) => {[field: string]: unknown} | null} recall  reads a record
 * @param {number} now
 * @returns {Promise<Survey>}
 */
export async function survey(questions, recall, now) {
  const found = /** @type {Survey} */ ({ items: [], done: 0 });
  let end = performance.now() + SLICE;
  for (const question of questions) {
    const log = question.review ? answers(recall(question)?.log) : [];
    if (log.length > 0) {
      const { due, remembered } = replay(log);
      found.items.push({ question, due, remembered });
      found.done += Number(wasReviewed(log, dayOf(now)));
    }
    if (performance.now() < end) continue;
    await pause();
    end = performance.now() + SLICE;
  }
  return found;
}

/**
 * Whether a question was answered since a moment when it had become due before.
 *
 * @param {import("../schedule.js").Answer[]} log
 * @param {number} since
 */
function wasReviewed(log, since) {
  const today = log.filter(([time]) => time >= since);
  if (today.length === 0) return false;
  const { due } = replay(log.filter(([time]) => time < since));
  return today.some(([time]) => time >= due);
}

/** A concept among the ids of chapters, in which there is no blank. @param {string} concept */
export const topicOf = (concept) => `about ${concept}`;

/** What a question belongs to: its chapter and its concepts. @param {Question} question */
export const topicsOf = ({ chapter, concepts }) => [chapter, ...concepts.map(topicOf)];

/**
 * Split the answered questions: those to be asked now, how many more are due, and those that will
 * be due on the next day that has some.
 *
 * @param {Survey} survey
 * @param {number} now
 * @param {string} [topic]  only the questions of this one
 * @returns {{turn: Item[], waiting: number, next: Item[]}}
 */
export function plan({ items, done }, now, topic = "") {
  const chosen = items.filter(({ question }) => !topic || topicsOf(question).includes(topic));
  chosen.sort((one, other) => one.due - other.due);
  const due = chosen.filter((item) => item.due <= now);
  const later = chosen.slice(due.length);
  const turn = mix(due.slice(0, Math.max(0, LIMIT - done)));
  const next = later.filter((item) => dayOf(item.due) === dayOf(later[0].due));
  return { turn, waiting: due.length - turn.length, next };
}

/**
 * Let the chapters take turns, each with its questions in their order.
 *
 * @param {Item[]} items
 */
function mix(items) {
  /** @type {Map<string, Item[]>} */
  const rows = new Map();
  for (const item of items) {
    const { chapter } = item.question;
    rows.set(chapter, [...(rows.get(chapter) ?? []), item]);
  }
  const mixed = [];
  for (let place = 0; mixed.length < items.length; place += 1) {
    for (const row of rows.values()) if (place < row.length) mixed.push(row[place]);
  }
  return mixed;
}
