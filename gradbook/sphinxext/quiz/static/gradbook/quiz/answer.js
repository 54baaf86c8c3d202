/** The inputs of a question, of whichever type: what is answered, and the verdict upon it. */

import { Choice } from "./choice.js";
import { Match } from "./match.js";
import { Numeric } from "./numeric.js";
import { Order } from "./order.js";
import { Predict } from "./predict.js";
import { Reflect } from "./reflect.js";
import { Text } from "./text.js";

/**
 * Kinds by their names; a choice is what is left.
 *
 * @type {Record<string, new (form: HTMLFormElement, key: Key) => Answer>}
 */
const KINDS = {
  numeric: Numeric,
  text: Text,
  order: Order,
  parsons: Order,
  match: Match,
  predict: Predict,
  reflect: Reflect,
};

/**
 * @typedef {import("./grade.js").Key} Key
 * @typedef {import("./grade.js").Verdict} Verdict
 *
 * @typedef {object} Answer
 * @property {HTMLElement} first where an empty submit leads
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
  const Kind = KINDS[form.dataset.quizType ?? ""] ?? Choice;
  return new Kind(form, key);
}
