/** Whether a typed text is one of the author's. Python folds alike, in `matching.py`. */

import { gradeFirst } from "./grade.js";

/** @typedef {import("./grade.js").Key} Key */

/** @type {[RegExp, string][]} */
const SIGNS = [
  [/[‘’ʼ]/g, "'"],
  [/[“”]/g, '"'],
  [/[‐‒–—−]/g, "-"],
  [/[\s\x1c-\x1f\x85\ufeff]+/g, " "],
];

/** Without spare blanks and typography. @param {string} text */
export function plain(text) {
  let result = text.normalize("NFKC");
  for (const [sign, instead] of SIGNS) result = result.replace(sign, instead);
  return result.trim();
}

/** Without case as well. @param {string} text */
export function fold(text) {
  return plain(text).toUpperCase().toLowerCase();
}

/**
 * Grade a text: the first matcher that it meets decides, then `otherwise`.
 *
 * @param {Key} key
 * @param {string} typed
 * @returns {import("./grade.js").Verdict}
 */
export function gradeText(key, typed) {
  /** @type {Record<string, (text: string) => boolean>} */
  const ways = {
    fold: (text) => fold(text) === fold(typed),
    exact: (text) => text === typed.trim(),
    regex: (text) => new RegExp(`^(?:${text})$`, "u").test(plain(typed)),
  };
  return gradeFirst(key, ({ text }) => ways[key.match ?? "fold"](text));
}
