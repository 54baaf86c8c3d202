/** What is remembered of a question; stored under `q/<quiz-id>`. */

import { GOOD, replay } from "../schedule.js";

/**
 * @typedef {[time: number, rating: number, choice: string]} LogEntry
 *
 * @typedef {object} QuizRecord
 * @property {string} h hash of the question when it was answered
 * @property {boolean} ok whether it was ever solved; trying another answer later takes nothing away
 * @property {boolean} first whether the very first attempt was right, without a hint
 * @property {string[]} a the last answer: ids of options, or the number as it was typed
 * @property {number} s rung on the review ladder
 * @property {LogEntry[]} log the last attempts, oldest first
 */

const LOG_LENGTH = 50;

/**
 * Check a stored record field by field; null if it is not one of a question.
 *
 * @param {Record<string, unknown> | null} stored
 * @returns {QuizRecord | null}
 */
export function readRecord(stored) {
  const { h, ok, first, a, s, log } = stored ?? {};
  if (typeof h !== "string" || typeof ok !== "boolean") return null;
  return {
    h,
    ok,
    first: first === true,
    a: Array.isArray(a) ? a.filter((id) => typeof id === "string") : [],
    s: Number.isInteger(s) ? Number(s) : 0,
    log: Array.isArray(log) ? log.filter(isLogEntry) : [],
  };
}

/**
 * @param {unknown} entry
 * @returns {entry is LogEntry}
 */
function isLogEntry(entry) {
  if (!Array.isArray(entry)) return false;
  return entry.map((field) => typeof field).join() === "number,number,string";
}

/**
 * The record after one more attempt.
 *
 * @param {QuizRecord | null} old
 * @param {{hash: string, ok: boolean, rating: number, choice: string, answer?: string[]}} attempt
 *   without an answer when the reader only asked for it
 * @param {number} now milliseconds
 * @returns {QuizRecord}
 */
export function addAttempt(old, { hash, ok, answer, rating, choice }, now) {
  const entry = /** @type {LogEntry} */ ([now, rating, choice]);
  const log = [...(old?.log ?? []), entry].slice(-LOG_LENGTH);
  return {
    h: hash,
    ok: ok || (old?.ok ?? false),
    first: old ? old.first : ok && rating === GOOD,
    a: answer ?? old?.a ?? [],
    s: replay(log).rung,
    log,
  };
}
