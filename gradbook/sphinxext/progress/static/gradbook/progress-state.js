/**
 * How far a reader has come, worked out from the book's list of chapters and the stored records.
 * Nothing here touches the page or the storage.
 *
 * @typedef {"new" | "read" | "practised"} State
 * @typedef {{id: string, url: string, title: string, number: number, part: string, core: boolean,
 *   quizzes: string[]}} Chapter
 * @typedef {{v: number, book: string, version: string, totals: {chapters: number, core: number},
 *   chapters: Chapter[]}} Book
 * @typedef {(key: string) => {[field: string]: unknown} | null} Get  reads a record
 * @typedef {{state: State, read: boolean, solved: number, questions: number}} Standing
 * @typedef {{done: number, total: number, core: number, coreTotal: number}} Count
 */

/** What each state is called. @type {Record<State, string>} */
export const WORDS = { new: "not started", read: "read", practised: "practised" };

/**
 * The standing of a chapter. It is practised once every required question is solved, whether or
 * not it was marked as read; a chapter without questions cannot be practised.
 *
 * @param {Chapter} chapter
 * @param {Get} get
 * @returns {Standing}
 */
export function standing(chapter, get) {
  const read = typeof get(`p/${chapter.id}`)?.read === "number";
  const questions = chapter.quizzes.length;
  const solved = chapter.quizzes.filter((id) => get(`q/${id}`)?.ok === true).length;
  const practised = questions > 0 && solved === questions;
  return { state: practised ? "practised" : read ? "read" : "new", read, solved, questions };
}

/**
 * The chapters that count: read or practised.
 *
 * @param {Book} book
 * @param {Map<string, Standing>} standings  by chapter id
 * @returns {Count}
 */
export function count(book, standings) {
  const done = book.chapters.filter(({ id }) => (standings.get(id)?.state ?? "new") !== "new");
  return {
    done: done.length,
    total: book.totals.chapters,
    core: done.filter(({ core }) => core).length,
    coreTotal: book.totals.core,
  };
}

/**
 * What the end of a chapter says about it.
 *
 * @param {Standing} standing
 * @returns {string}
 */
export function sentence({ state, read, solved, questions }) {
  const noun = questions === 1 ? "question" : "questions";
  if (state === "practised") return `Practised: ${solved} of ${questions} ${noun} solved.`;
  const opening = read ? "You have read this chapter." : "Finished this chapter?";
  return questions > 0 ? `${opening} ${solved} of ${questions} ${noun} solved.` : opening;
}
