/**
 * How far a reader has come, worked out from the book's list of chapters and the stored records.
 * Nothing here touches the page or the storage.
 *
 * @typedef {"new" | "read" | "practised" | "remembered"} State
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./book.js").Chapter} Chapter
 * @typedef {(key: string) => {[field: string]: unknown} | null} Get  reads a record
 * @typedef {{state: State, done: boolean, read: boolean, solved: number, questions: number}} Standing
 * @typedef {{done: number, total: number, core: number, coreTotal: number, read: number,
 *   remembered: number}} Count  `read` counts those that are read and not done
 */

import { DAY, replay } from "../schedule.js";

/**
 * The standing of a chapter. It is practised once every required question is solved, whether or
 * not it was marked as read, and remembered once each of them is. It is done once it is practised;
 * without questions, once it is read.
 *
 * @param {Chapter} chapter
 * @param {Get} get
 * @returns {Standing}
 */
export function standing({ id, quizzes }, get) {
  const read = typeof get(`p/${id}`)?.read === "number";
  const records = quizzes.map((quiz) => get(`q/${quiz}`));
  const questions = records.length;
  const solved = records.filter((record) => record?.ok === true).length;
  const practised = questions > 0 && solved === questions;
  const remembered = practised && records.every((record) => replay(record?.log).remembered);
  const state = remembered ? "remembered" : practised ? "practised" : read ? "read" : "new";
  return { state, done: solved === questions && state !== "new", read, solved, questions };
}

/**
 * Count the chapters.
 *
 * @param {Book} book
 * @param {Map<string, Standing>} standings  by chapter id
 * @returns {Count}
 */
export function count({ chapters, totals }, standings) {
  /** @param {(standing: Standing, chapter: Chapter) => boolean} fits */
  const tally = (fits) =>
    chapters.filter((chapter) => {
      const found = standings.get(chapter.id);
      return found && fits(found, chapter);
    }).length;
  return {
    done: tally(({ done }) => done),
    total: totals.chapters,
    core: tally(({ done }, { core }) => done && core),
    coreTotal: totals.core,
    read: tally(({ done, state }) => !done && state === "read"),
    remembered: tally(({ state }) => state === "remembered"),
  };
}

/**
 * For how many days something has been kept that was not saved to a file since.
 *
 * @param {import("../store.js").Store} store
 */
export function daysUnsaved(store) {
  const saved = Number(store.get("meta")?.exported) || 0;
  const times = store.keys().map((key) => store.get(key)?.u ?? 0);
  return (Date.now() - Math.min(...times.filter((time) => time > saved))) / DAY;
}

/**
 * A count in words, as in "7 of 35 chapters practised (20 %)". It is 100 % only when all are done.
 *
 * @param {number} done
 * @param {number} total
 * @param {string} what
 */
export const share = (done, total, what) =>
  `${done} of ${total} ${what} (${Math.floor((100 * done) / total) || 0}\u00a0%)`;

/**
 * What the end of a chapter says about it.
 *
 * @param {Standing} standing
 * @returns {string}
 */
export function sentence({ state, solved, questions }) {
  const opening = state === "new" ? "Finished this chapter?" : `Chapter ${state}.`;
  if (questions === 0) return opening;
  return `${opening} ${solved} of ${questions} question${questions === 1 ? "" : "s"} solved.`;
}
