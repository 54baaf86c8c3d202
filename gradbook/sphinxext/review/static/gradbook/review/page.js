/** Questions, fetched from the pages on which they stand. */

/** @typedef {import("./queue.js").Question} Question */

import { load, ROOT } from "./site.js";

/**
 * A question as it stands on its page, with the cell that it asks about, if any. Its links lead
 * where they led, and its images come from where they were.
 *
 * @param {Question} question
 * @returns {Promise<Element[]>} the form, and the cell
 */
export async function fetchQuestion({ id, url, type }) {
  const html = await load(url);
  // only these pieces are parsed: a page may be long, and the reader waits
  const form = piece(html, `id="quiz-${id}"`, "<form", "</form>");
  const cell = type === "predict" ? piece(html, ` tag_reveal-${id} `, "<div", "</details>") : "";
  if (!form) throw new Error(`${url}: not there`);
  const { body } = new DOMParser().parseFromString(form + cell, "text/html");
  const base = new URL(url, ROOT);
  rebase(body, base);
  const key = body.querySelector(".quiz-key");
  if (key) key.textContent = rebased(key.textContent ?? "", base);
  return [...body.children];
}

/**
 * The piece of a text around the first place of a mark, from one word to another.
 *
 * @type {(text: string, mark: string, start: string, end: string) => string}
 */
function piece(text, mark, start, end) {
  const place = text.indexOf(mark);
  const last = text.indexOf(end, place);
  if (place < 0 || last < 0) return "";
  return text.slice(text.lastIndexOf(start, place), last + end.length);
}

/**
 * Make the addresses of links and images independent of the page that shows them.
 *
 * @param {ParentNode} root
 * @param {URL} base
 */
function rebase(root, base) {
  for (const element of root.querySelectorAll("a[href], [src]")) {
    const name = element.hasAttribute("src") ? "src" : "href";
    element.setAttribute(name, `${new URL(element.getAttribute(name) ?? "", base)}`);
  }
}

/**
 * A key with the HTML in it rebased; like all that a form carries, it is text.
 *
 * @param {string} base64
 * @param {URL} base
 */
function rebased(base64, base) {
  const template = document.createElement("template");
  const text = JSON.stringify(decode(base64), (_, value) => {
    if (typeof value !== "string" || !/<[^>]* (href|src)="/.test(value)) return value;
    template.innerHTML = value;
    rebase(template.content, base);
    return template.innerHTML;
  });
  return btoa(text.replace(/[^\0-\x7f]/g, (sign) => `\\u${code(sign)}`));
}

/** The code of a character as JSON writes it. @param {string} sign */
function code(sign) {
  return sign.charCodeAt(0).toString(16).padStart(4, "0");
}

/**
 * Read the key that a form carries.
 *
 * @param {string} base64  of JSON in UTF-8
 */
export function decode(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}
