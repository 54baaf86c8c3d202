/**
 * Shows how far the reader has come: the button at the end of a chapter, a mark beside each
 * chapter in the sidebar, and the count wherever there is a `.gradbook-progress`.
 *
 * A chapter marked as read is the record `p/<chapter>`; solved questions are the records
 * `q/<question>` of another part, which says `quiz:answered` when one may have changed. Whatever
 * changes is announced on the document as `gradbook:progress`.
 */

import { count, sentence, standing, WORDS } from "./progress-state.js";
import { openStore } from "./store.js";

/** @typedef {import("./progress-state.js").Book} Book */
/** @typedef {import("./progress-state.js").Standing} Standing */
/** @typedef {import("./progress-state.js").Count} Count */

const ROOT = new URL("../../", import.meta.url);
const GLYPHS = { new: "○", read: "◐", practised: "●" };
const UNSAVED =
  "This browser does not let the page store anything: what you mark or solve is forgotten when " +
  "you leave the page.";

const store = openStore();

/** What could not be stored; it lasts as long as the page. @type {Map<string, object>} */
const unsaved = new Map();

/** @param {string} key  @returns {{[field: string]: unknown} | null} */
const get = (key) => /** @type {any} */ (unsaved.get(key)) ?? store.get(key);

/**
 * Make an element of a class with text in it.
 *
 * @param {string} tag
 * @param {string} className
 * @param {string} [text]
 * @returns {HTMLElement}
 */
function make(tag, className, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/**
 * A sign for the eye only.
 *
 * @param {string} sign
 * @returns {HTMLElement}
 */
function glyph(sign) {
  const element = make("span", "gradbook-glyph", sign);
  element.setAttribute("aria-hidden", "true");
  return element;
}

/**
 * Put a mark into each link of the sidebar that leads to a chapter.
 *
 * @param {Book} book
 * @param {string | undefined} current  chapter of this page, to which Sphinx links as "#"
 * @returns {(standings: Map<string, Standing>) => void}  shows new standings
 */
function placeMarks(book, current) {
  const chapters = new Map(book.chapters.map(({ id, url }) => [new URL(url, ROOT).href, id]));
  /** @type {{id: string, mark: HTMLElement}[]} */
  const marks = [];
  for (const link of document.querySelectorAll('li[class*="toctree-l"] > a')) {
    const { href } = /** @type {HTMLAnchorElement} */ (link);
    const id = link.getAttribute("href") === "#" ? current : chapters.get(href);
    if (id === undefined || link.closest(".toctree-wrapper")) continue;
    const mark = make("span", "gradbook-mark");
    link.classList.add("gradbook-marked");
    link.append(mark);
    marks.push({ id, mark });
  }
  return (standings) => {
    for (const { id, mark } of marks) {
      const state = standings.get(id)?.state ?? "new";
      mark.dataset.state = state;
      mark.replaceChildren(glyph(GLYPHS[state]), make("span", "gradbook-words", `(${WORDS[state]})`));
    }
  };
}

/**
 * Fill the place at the end of a chapter.
 *
 * @param {HTMLElement} place
 * @param {(key: string, record: object) => void} set
 * @returns {(standings: Map<string, Standing>) => void}  shows new standings
 */
function placeButton(place, set) {
  const id = place.dataset.chapter ?? "";
  const words = make("p", "gradbook-standing");
  const button = make("button", "gradbook-toggle");
  const status = make("p", "gradbook-words");
  button.setAttribute("type", "button");
  status.setAttribute("role", "status");
  place.append(words, button, status);
  button.addEventListener("click", () => {
    const record = get(`p/${id}`);
    const read = typeof record?.read === "number" ? null : Date.now();
    set(`p/${id}`, { fb: null, ...record, read });
    status.textContent = read === null ? "Marked as not read." : "Marked as read.";
  });
  return (standings) => {
    const now = standings.get(id);
    place.hidden = now === undefined;
    if (now === undefined) return;
    place.dataset.state = now.state;
    words.textContent = sentence(now);
    button.textContent = now.read ? "Mark as not read" : "Mark as read";
  };
}

/**
 * Fill a place of the count; with `data-brief` it has no explanation.
 *
 * @param {HTMLElement} place
 * @returns {(count: Count) => void}  shows a new count
 */
function placeCount(place) {
  const words = make("p", "gradbook-count");
  const bar = make("div", "gradbook-bar");
  bar.setAttribute("aria-hidden", "true");
  place.append(words, bar);
  if (place.dataset.brief === undefined) {
    const how = make("p", "gradbook-how", "A chapter counts once it is read ");
    how.append(glyph(GLYPHS.read), " or practised ", glyph(GLYPHS.practised));
    how.append(", with every question solved. Kept in this browser only.");
    place.append(how);
  }
  return ({ done, total, core, coreTotal }) => {
    words.textContent = `${done} of ${total} ${total === 1 ? "chapter" : "chapters"}`;
    if (coreTotal > 0) {
      const star = make("span", "gradbook-star", "★");
      star.setAttribute("role", "img");
      star.setAttribute("aria-label", "core chapters");
      words.append(` (${core} of the ${coreTotal} `, star, ")");
    }
    bar.style.setProperty("--done", String(total > 0 ? done / total : 0));
    place.hidden = false;
  };
}

/** @param {Book} book */
function start(book) {
  const end = /** @type {HTMLElement | null} */ (document.querySelector(".gradbook-read"));
  const places = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".gradbook-progress")]);
  const showMarks = placeMarks(book, end?.dataset.chapter);
  const showCounts = places.map(placeCount);
  const showButton = end && placeButton(end, set);
  let warned = false;

  function update() {
    const standings = new Map(book.chapters.map((chapter) => [chapter.id, standing(chapter, get)]));
    const counted = count(book, standings);
    showMarks(standings);
    for (const show of showCounts) show(counted);
    showButton?.(standings);
    if (!warned && (!store.available || unsaved.size > 0)) {
      (end ?? places[0])?.append(make("p", "gradbook-unsaved", UNSAVED));
      warned = true;
    }
    const chapters = Object.fromEntries([...standings].map(([id, { state }]) => [id, state]));
    document.dispatchEvent(
      new CustomEvent("gradbook:progress", { detail: { ...counted, chapters } }),
    );
  }

  /** @param {string} key  @param {object} record */
  function set(key, record) {
    if (store.set(key, record)) unsaved.delete(key);
    else unsaved.set(key, record);
    update();
  }

  document.addEventListener("quiz:answered", (event) => {
    const { id, ok } = /** @type {CustomEvent} */ (event).detail;
    if (ok && !store.available) unsaved.set(`q/${id}`, { ok });
    queueMicrotask(update); // the quiz may store the answer after it has said so
  });
  store.onChange(update);
  update();
}

const book = await fetch(new URL("book.json", import.meta.url))
  .then((answer) => (answer.ok ? answer.json() : null))
  .catch(() => null);
if (book?.v === 1) start(book);
