/**
 * What a reader reports: as text, and as the address of an issue form.
 * Nothing here touches the page or the storage.
 *
 * @typedef {{question: string, source: string, choice: string}} Quiz  `choice`: the last answer
 * @typedef {object} Report  what an endpoint gets; `schemas/feedback.schema.json` says more
 * @property {number} v
 * @property {string} book
 * @property {string} page
 * @property {string} build
 * @property {string} lang
 * @property {string} rating  "yes", "no" or "problem"
 * @property {string[]} reasons
 * @property {string} text
 * @property {Quiz} [quiz]
 */

/** An address must be shorter, in characters; servers refuse long ones. */
const LIMIT = 6000;

/**
 * All of a report, a line a field.
 *
 * @param {Report} report
 * @returns {string}
 */
export function linesOf({ quiz, ...report }) {
  const lines = Object.entries({ ...report, ...quiz });
  return lines.map(([name, value]) => `${name}: ${value}`).join("\n");
}

/**
 * The address of an issue form, filled in: its fields are named as those of the report. A text that
 * is too long for it is cut.
 *
 * @param {{[rating: string]: string}} issues  how the address begins; a question's id comes next
 * @param {Report} report
 * @param {string} note  put where the text is cut
 * @returns {{url: string, whole: boolean}}
 */
export function issueUrl(issues, { v, book, rating, quiz, text, ...rest }, note) {
  const start = issues[rating] + (quiz?.question ?? "");
  for (let kept = text, end = ""; ; kept = kept.replace(/.{1,200}$/su, ""), end = note) {
    const fields = /** @type {any} */ ({ ...rest, ...quiz, text: kept + end });
    const url = `${start}&${new URLSearchParams(fields)}`;
    if (url.length < LIMIT || !kept) return { url, whole: !end };
  }
}
