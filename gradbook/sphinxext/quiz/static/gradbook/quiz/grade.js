/** What a question accepts, and what an answer is worth. No page, no storage. */

import { AGAIN, GOOD, HARD } from "../schedule.js";

/**
 * @typedef {{id: string, ok: boolean, html: string}} Option
 * @typedef {{lo: number, hi: number, loOpen: boolean, hiOpen: boolean, text: string}} Range
 * @typedef {Option & Range} Matcher
 *
 * The key of a question, as the build wrote it.
 * @typedef {object} Key
 * @property {1} v
 * @property {number} tries wrong attempts before the answer may be shown
 * @property {string} unit
 * @property {Option[]} [options] of single and multiple choice, in the order of the inputs
 * @property {Matcher[]} [matchers] of what is typed; the first that it meets decides
 * @property {"fold" | "exact" | "regex"} [match] how the `text` of a matcher is compared
 * @property {{id: string, html: string}} [otherwise]
 * @property {Option[]} [rows] what is to be ordered
 * @property {string[]} [order] ids of the rows in the right order
 * @property {number[]} [groups] for each place, the first one with which it may swap
 * @property {Record<string, string>} [pairs] for each row, what is to be chosen for it
 * @property {string[]} [model] of a reflection, the model answer and what to look for
 * @property {import("./variants.js").Variant[]} [variants] the others than the one on the page
 * @property {string[]} hints
 * @property {string} explanation
 *
 * @typedef {object} Verdict
 * @property {boolean} ok
 * @property {number} part from 0 to 1: right answers chosen, less wrong ones, over all right ones
 * @property {Option[]} marks what the reader chose, each with its own verdict and feedback
 * @property {string} sentence the verdict in words
 * @property {1 | 2 | 3} [rating] the reader's own, where nobody else can rate the answer
 */

/**
 * Decode the key that the form carries. It is hidden from view and from search, not secret.
 *
 * @param {string} base64 of JSON in UTF-8
 * @returns {Key}
 */
export function decodeKey(base64) {
  const bytes = Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0));
  const key = JSON.parse(new TextDecoder().decode(bytes));
  if (key.v !== 1) throw new Error(`expected a quiz key of version 1, got ${key.v}`);
  return key;
}

/**
 * Grade a choice: it is right when it holds every right option and no wrong one.
 *
 * @param {Key} key
 * @param {string[]} chosen ids of options
 * @returns {Verdict}
 */
export function gradeChoice(key, chosen) {
  const options = key.options ?? [];
  const marks = options.filter(({ id }) => chosen.includes(id));
  const wanted = options.filter(({ ok }) => ok).length;
  const hits = marks.filter(({ ok }) => ok).length;
  const misses = marks.length - hits;
  const ok = hits === wanted && misses === 0;
  const part = Math.max(0, hits - misses) / wanted;
  if (ok || hits === 0) return { ok, part, marks, sentence: sentence(ok, marks, key) };
  const surplus = hits === wanted ? `, and ${misses} that ${misses === 1 ? "is" : "are"} not` : "";
  const counted = `Not yet: ${hits} of ${wanted} correct answers chosen${surplus}.`;
  return { ok, part, marks, sentence: counted };
}

/**
 * Grade a number: the first matcher that holds it decides, then `otherwise`.
 *
 * @param {Key} key
 * @param {number} value
 * @returns {Verdict}
 */
export function gradeNumber(key, value) {
  return gradeFirst(key, (matcher) => holds(matcher, value));
}

/**
 * Grade by the first matcher that a typed answer meets, then by `otherwise`.
 *
 * @param {Key} key
 * @param {(matcher: Matcher) => boolean} meets
 * @returns {Verdict}
 */
export function gradeFirst(key, meets) {
  const rest = { id: "", html: "", ...key.otherwise, ok: false };
  const mark = key.matchers?.find(meets) ?? rest;
  const { ok } = mark;
  return { ok, part: Number(ok), marks: [mark], sentence: sentence(ok, [mark], key) };
}

/**
 * Whether a number lies between the ends of a matcher. A closed end forgives the rounding of a
 * fraction (0.7/0.1 comes out a little below 7); an open end is as written.
 *
 * @param {Matcher} matcher
 * @param {number} value
 */
function holds({ lo, hi, loOpen, hiOpen }, value) {
  const slack = 8 * Number.EPSILON * Math.max(Math.abs(lo), Math.abs(hi));
  return (loOpen ? value > lo : value >= lo - slack) && (hiOpen ? value < hi : value <= hi + slack);
}

/**
 * Say a verdict, and what is below it.
 *
 * @param {boolean} ok
 * @param {Option[]} marks
 * @param {Key} key
 */
export function sentence(ok, marks, key) {
  const verdict = ok ? "Correct." : "Not correct.";
  if (ok && key.explanation) return `${verdict} Explanation below.`;
  return marks.some(({ html }) => html) ? `${verdict} Feedback below.` : verdict;
}

/**
 * Rate an attempt: Good if right at once; Hard if right after a hint or an earlier attempt; Again
 * if wrong, or if the answer had been shown.
 *
 * @param {{ok: boolean, attempt: number, hinted: boolean, shown: boolean}} how
 * @returns {1 | 2 | 3}
 */
export function rate({ ok, attempt, hinted, shown }) {
  if (!ok || shown) return AGAIN;
  return attempt > 1 || hinted ? HARD : GOOD;
}
