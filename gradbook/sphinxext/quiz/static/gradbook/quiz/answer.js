/** The inputs of a question, of whichever type: what is answered, and the verdict upon it. */

import { Choice } from "./choice.js";
import { Numeric } from "./numeric.js";

/**
 * @typedef {import("./grade.js").Key} Key
 * @typedef {import("./grade.js").Verdict} Verdict
 *
 * @typedef {object} Answer
 * @property {HTMLInputElement} first where an empty submit leads
 * @property {() => string[]} read what is stored: ids of options, or the number as it was typed
 * @property {(stored: string[]) => void} write choose again, if every id still exists
 * @property {() => Verdict | {problem: string}} grade
 * @property {(noteOf: (id: string) => string, verdict: Verdict) => void} mark verdict upon each
 *   part of the answer; `noteOf` tells the id of the note that explains it
 * @property {(reason: string) => void} complain mark as not answered, for the reason with that id
 * @property {() => string} reveal mark the right answers, and say them in a sentence
 * @property {() => void} [mix] let the answers change places
 * @property {() => void} clear take all marks away
 * @property {(id: string) => string} nameOf how a note names a part of the answer
 */

/**
 * @param {HTMLFormElement} form
 * @param {Key} key
 * @returns {Answer}
 */
export function answerOf(form, key) {
  return form.dataset.quizType === "numeric" ? new Numeric(form, key) : new Choice(form, key);
}
