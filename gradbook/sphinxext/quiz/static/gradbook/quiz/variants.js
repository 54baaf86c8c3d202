/** Which variant of a question a reader gets: one and the same, until it comes back in a review. */

import { readRecord } from "./record.js";
import { typeset } from "./view.js";

/**
 * @typedef {Partial<import("./grade.js").Key> & {fields: string}} Variant answers, hints and
 *   explanation of a variant, and the HTML below the legend
 */

const MARK = /^@(\d+) /;

/**
 * Mark a choice, as the log keeps it, with the number of the variant that was answered.
 *
 * @param {string} choice
 * @param {number} variant 0 if the question has none
 */
export function marked(choice, variant) {
  return variant ? `@${variant} ${choice}` : choice;
}

/**
 * The variant that was answered last; 0 if no record tells of one.
 *
 * @param {import("./record.js").QuizRecord | null} record
 */
export function variantIn(record) {
  return Number(MARK.exec(record?.log.at(-1)?.[2] ?? "")?.[1] ?? 0);
}

/**
 * Choose one of `count` variants: the one that was answered last, but another one if the question
 * is to be answered anew; at first the one that the seed of this browser and the id tell.
 *
 * @param {{count: number, last: number, fresh: boolean, seed: number, id: string}} about
 * @returns {number} from 1 on
 */
export function choose({ count, last, fresh, seed, id }) {
  if (last > 0 && last <= count) return fresh ? (last % count) + 1 : last;
  const mix = (/** @type {number} */ sum, /** @type {string} */ character) =>
    (sum * 31 + character.charCodeAt(0)) % 65521;
  return ([...id].reduce(mix, seed) % count) + 1;
}

/**
 * Put the reader's variant in the place of the first one.
 *
 * @param {import("./question.js").Question} question its key becomes that of the variant
 * @param {import("../store.js").Store} store
 * @returns {number} number of the variant; 0 if there are none
 */
export function vary({ form, id, fresh, key, memory }, store) {
  if (!key.variants) return 0;
  const last = variantIn(readRecord(store.get(memory.key)));
  const count = key.variants.length + 1;
  const number = choose({ count, last, fresh, id, seed: seedOf(store) });
  if (number > 1) {
    const { fields, ...own } = key.variants[number - 2];
    const legend = /** @type {HTMLElement} */ (form.querySelector("legend"));
    legend.parentElement?.replaceChildren(legend);
    legend.insertAdjacentHTML("afterend", fields);
    typeset(form);
    Object.assign(key, own);
  }
  return number;
}

/**
 * The seed of this browser; made when it is first needed.
 *
 * @param {import("../store.js").Store} store
 * @returns {number}
 */
function seedOf(store) {
  const known = store.get("seed")?.n;
  if (Number.isInteger(known)) return Math.abs(Number(known));
  const n = Math.floor(Math.random() * 65521);
  store.set("seed", { n });
  return n;
}
