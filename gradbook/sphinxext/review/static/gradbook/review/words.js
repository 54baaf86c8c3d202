/** What the review says of what is due. Nothing here touches the storage. */

import { dayOf, LIMIT } from "./queue.js";

export const WHY_NOT =
  "The list of the questions could not be loaded. The questions themselves are in the chapters:";
export const NOT_KEPT = "This browser does not keep your answers, so none can come back here.";

/** Language of the page. */
const LANGUAGE = globalThis.document?.documentElement.lang || [];

/** @type {(count: number) => string} */
export const questions = (count) => `${count} question${count === 1 ? "" : "s"}`;

/**
 * What is due, and when more will be.
 *
 * @param {import("./queue.js").Survey} survey
 * @param {ReturnType<typeof import("./queue.js").plan>} plan
 * @param {number} now
 */
export function dueWords({ items }, { turn, waiting, next }, now) {
  if (items.length === 0) return "A question that you answer today is asked here tomorrow.";
  const remembered = items.filter((item) => item.remembered).length;
  return [
    `${questions(items.length)} answered so far, ${remembered} remembered.`,
    `${turn.length || "None"} due now.`,
    waiting > 0 && `${waiting} more can wait until tomorrow: ${LIMIT} a day are enough.`,
    next.length > 0 && `Then ${questions(next.length)} ${whenOf(next[0].due, now)}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** @type {(time: number, now: number) => string} */
function whenOf(time, now) {
  if (dayOf(time) === dayOf(now)) return "later today";
  /** @type {Intl.DateTimeFormatOptions} */
  const format = { weekday: "long", day: "numeric", month: "long" };
  return `on ${new Date(time).toLocaleDateString(LANGUAGE, format)}`;
}
