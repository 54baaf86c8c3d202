/** How a review went. Nothing here touches the page or the storage. */

import { AGAIN, GOOD, HARD } from "../schedule.js";
import { questions } from "./words.js";

/**
 * Say it.
 *
 * @param {Iterable<number>} ratings  of each question, when it was asked first
 */
export function resultWords(ratings) {
  const all = [...ratings];
  /** @type {(rating: number) => number} */
  const count = (rating) => all.filter((one) => one === rating).length;
  const parts = [
    `${count(GOOD)} known`,
    count(HARD) > 0 && `${count(HARD)} known with help`,
    count(AGAIN) > 0 && `${count(AGAIN)} missed, back tomorrow`,
  ];
  return `${questions(all.length)} reviewed: ${parts.filter(Boolean).join(", ")}.`;
}
