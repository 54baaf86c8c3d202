/**
 * Shows how far the reader has come: the button at the end of a chapter, a mark beside each
 * chapter in the sidebar and in the list of chapters, and the count wherever there is a
 * `.gradbook-progress`.
 *
 * A chapter marked as read is the record `p/<chapter>`; answered questions are the records
 * `q/<question>` of another part, which says `quiz:answered` when one may have changed. Whatever
 * changes is announced on the document as `gradbook:progress`, and `gradbook.progress()` says it.
 */

import { provide } from "./api.js";
import { formerKeys, loadBook, ROOT } from "./progress/book.js";
import { count, daysUnsaved, sentence, share, standing } from "./progress/state.js";
import { openStore } from "./store.js";

/** @typedef {import("./progress/state.js").Book} Book */
/** @typedef {import("./progress/state.js").Standing} Standing */
/** @typedef {import("./progress/state.js").Count} Count */
/** @typedef {Map<string, Standing>} Standings  by chapter id */

const store = openStore();

/** How long to work, in milliseconds, before the page may do something else. */
const SLICE = 8;

/** What could not be stored; it lasts as long as the page. @type {Map<string, object>} */
const unsaved = new Map();

/**
 * Find elements of the page.
 *
 * @param {string} css
 * @param {ParentNode} [root]
 * @returns {HTMLElement[]}
 */
const all = (css, root = document) => /** @type {any} */ ([...root.querySelectorAll(css)]);

/**
 * Put a mark into each link of the sidebar and of the list that leads to a chapter.
 *
 * @param {Book} book
 * @param {string | undefined} current  chapter of this page, to which Sphinx links as "#"
 * @returns {(standings: Standings) => void}  shows new standings
 */
function placeMarks(book, current) {
  const chapters = new Map(book.chapters.map(({ id, url }) => [new URL(url, ROOT).href, id]));
  /** @type {[id: string, mark: HTMLElement][]} */
  const marks = [];
  for (const link of all('li[class*="toctree-l"] > a, .gradbook-overview li > a')) {
    const { href } = /** @type {HTMLAnchorElement} */ (link);
    const id = link.getAttribute("href") === "#" ? current : chapters.get(href);
    if (id === undefined || link.closest(".toctree-wrapper")) continue;
    const mark = document.createElement("span");
    mark.className = "gradbook-mark";
    mark.innerHTML = '<span class="gradbook-words"></span>';
    link.append(mark);
    marks.push([id, mark]);
  }
  return (standings) => {
    for (const [id, mark] of marks) {
      const state = standings.get(id)?.state ?? "new";
      mark.dataset.state = state;
      all("span", mark)[0].textContent = `(${state === "new" ? "not started" : state})`;
    }
  };
}

/**
 * Bring the place at the end of a chapter to life.
 *
 * @param {HTMLElement} place
 * @param {() => boolean} toggle  marks the chapter as read, or takes the mark back; says which
 * @returns {(standings: Standings) => void}  shows new standings
 */
function placeButton(place, toggle) {
  const [words, status] = all("p", place);
  const [button] = all("button", place);
  button.addEventListener("click", () => {
    status.textContent = toggle() ? "Marked as read." : "Marked as not read.";
  });
  return (standings) => {
    const now = standings.get(place.dataset.chapter ?? "");
    place.hidden = !now;
    if (!now) return;
    place.dataset.state = now.state;
    words.textContent = sentence(now);
    button.textContent = now.read ? "Mark as not read" : "Mark as read";
  };
}

/**
 * Write the count into a place; into one with `data-brief` no more than that.
 *
 * @param {HTMLElement} place
 * @param {Count} count
 */
function showCount(place, { done, total, core, coreTotal, read, remembered }) {
  if (!place.querySelector(".gradbook-count")) {
    place.insertAdjacentHTML(
      "afterbegin",
      '<p class="gradbook-count"></p><p class="gradbook-core"></p><div class="gradbook-bar"></div>',
    );
  }
  const [words, stars] = all("p", place);
  const more = place.querySelector(".gradbook-more");
  words.textContent = share(done, total, "chapters practised");
  if (coreTotal > 0) stars.textContent = share(core, coreTotal, "core chapters");
  if (more) more.textContent = `${remembered} of them remembered, ${read} more read`;
  place.style.setProperty("--done", `${done / total || 0}`);
  place.hidden = false;
}

/** Show the reminder to save, if it is time. Safari forgets what a site kept, unless installed. */
function remind() {
  const safari = "GestureEvent" in globalThis && !matchMedia("(display-mode: standalone)").matches;
  if (daysUnsaved(store) > (safari ? 5 : 14)) reveal(".gradbook-remind", safari);
}

/**
 * Show the first note of a kind.
 *
 * @param {string} css
 * @param {boolean} [wholly]  with the part of it that is hidden, too
 */
function reveal(css, wholly) {
  const [note] = all(css);
  if (!note) return;
  note.hidden = false;
  for (const part of wholly ? all("span", note) : []) part.hidden = false;
}

/** @param {Book} book */
function start(book) {
  const formers = formerKeys(book);
  const places = all(".gradbook-progress");
  const [end] = all(".gradbook-read");
  const chapter = end?.dataset.chapter;
  const showMarks = placeMarks(book, chapter);
  const showButton = end && placeButton(end, toggle);
  /** @type {Count & {chapters: Record<string, string>}} */
  let now;
  let round = 0;

  /** @param {string} key  @returns {{[field: string]: unknown}} */
  const get = (key) => ({ ...store.adopt(key, formers.get(key) ?? []), ...unsaved.get(key) });

  /** Work everything out again, in slices; a later round takes over from one that is not done. */
  async function update() {
    const mine = ++round;
    /** @type {Standings} */
    const standings = new Map();
    let end = performance.now() + SLICE;
    for (const one of book.chapters) {
      standings.set(one.id, standing(one, get));
      if (performance.now() < end) continue;
      await new Promise((resume) => setTimeout(resume));
      if (mine !== round) return;
      end = performance.now() + SLICE;
    }
    const states = [...standings].map(([id, { state }]) => [id, state]);
    now = { ...count(book, standings), chapters: Object.fromEntries(states) };
    showMarks(standings);
    showButton?.(standings);
    for (const place of places) showCount(place, now);
    if (!store.available || unsaved.size > 0) reveal(".gradbook-unsaved");
    document.dispatchEvent(new CustomEvent("gradbook:progress", { detail: now }));
  }

  function toggle() {
    const key = `p/${chapter}`;
    const record = get(key);
    const read = typeof record.read === "number" ? null : Date.now();
    const changed = { fb: null, ...record, read };
    if (store.set(key, changed)) unsaved.delete(key);
    else unsaved.set(key, changed);
    update();
    return read !== null;
  }

  document.addEventListener("quiz:answered", (event) => {
    const { id, ok } = /** @type {CustomEvent} */ (event).detail;
    queueMicrotask(() => {
      // the quiz may store the answer after it has said so, or fail to
      if (ok && !get(`q/${id}`).ok) unsaved.set(`q/${id}`, { ok });
      update();
    });
  });
  store.onChange(update);
  provide({ progress: () => now });
  update();
  remind();
}

loadBook().then((book) => book && start(book));
