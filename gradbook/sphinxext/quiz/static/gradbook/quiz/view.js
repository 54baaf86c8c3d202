/** How verdicts, notes and status sentences reach the page: words first, shapes beside them. */

/** @typedef {"right" | "wrong"} Mark */

const SHAPES = { right: "M3 8.5l3.5 3.5L13 4.5", wrong: "M4 4l8 8M12 4l-8 8" };

/**
 * @param {boolean} ok
 * @returns {Mark}
 */
export function markOf(ok) {
  return ok ? "right" : "wrong";
}

/**
 * @param {boolean} ok
 * @returns {string}
 */
export function wordsOf(ok) {
  return ok ? "Correct" : "Not correct";
}

/**
 * A tick or a cross, for the eye only.
 *
 * @param {Mark} mark
 * @returns {SVGElement}
 */
function icon(mark) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  const path = svg.appendChild(document.createElementNS(namespace, "path"));
  svg.setAttribute("class", "quiz-icon");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[mark]);
  return svg;
}

/**
 * Mark an answer: the shape on its box, the words in its verdict, which is part of its name.
 *
 * @param {HTMLElement} box
 * @param {HTMLElement} verdict
 * @param {Mark} mark
 * @param {string} words
 */
export function setVerdict(box, verdict, mark, words) {
  box.dataset.mark = mark;
  verdict.replaceChildren(icon(mark), words);
}

/**
 * Take the mark of an answer away.
 *
 * @param {HTMLElement} box
 * @param {HTMLElement} verdict
 */
export function clearVerdict(box, verdict) {
  delete box.dataset.mark;
  verdict.replaceChildren();
}

/**
 * Say whether an input is accepted, and which elements tell more about it.
 *
 * @param {HTMLElement} input
 * @param {{invalid?: boolean, describedBy?: string[]}} state ids; empty ones do not count
 */
export function setState(input, { invalid = false, describedBy = [] }) {
  const attributes = {
    "aria-invalid": invalid ? "true" : "",
    "aria-describedby": describedBy.filter(Boolean).join(" "),
  };
  for (const [name, value] of Object.entries(attributes)) {
    if (value) input.setAttribute(name, value);
    else input.removeAttribute(name);
  }
}

/**
 * Append a note: a heading and what the author wrote.
 *
 * @param {HTMLElement} target
 * @param {{head: string, html?: string, mark?: Mark, id?: string}} note `html` is the build's own
 * @returns {void}
 */
export function addNote(target, { head, html = "", mark, id = "" }) {
  const note = document.createElement("div");
  note.className = "quiz-note";
  if (id) note.id = id;
  const heading = note.appendChild(document.createElement("p"));
  heading.className = "quiz-note-head";
  heading.append(head);
  if (mark) {
    note.dataset.mark = mark;
    heading.prepend(icon(mark));
  }
  note.insertAdjacentHTML("beforeend", html);
  target.append(note);
  typeset(note);
}

/**
 * Have MathJax set formulas that arrived late, on sites where it, not the build, sets them.
 *
 * @param {HTMLElement} element
 */
export function typeset(element) {
  const mathjax = /** @type {any} */ (globalThis).MathJax;
  mathjax?.startup?.promise?.then(() => mathjax.typesetPromise([element]));
}

/**
 * Keep what other scripts add to a question from getting in its way: a formula of MathJax in an
 * answer is no tab stop, and a button, such as one that copies code, does not submit.
 *
 * @param {HTMLFormElement} form
 */
export function settleGuests(form) {
  const settle = () => {
    for (const formula of form.querySelectorAll('.quiz-option mjx-container[tabindex="0"]')) {
      formula.setAttribute("tabindex", "-1");
    }
    for (const button of form.querySelectorAll("button:not([type])")) {
      button.setAttribute("type", "button");
    }
  };
  const watched = { subtree: true, childList: true, attributeFilter: ["tabindex"] };
  new MutationObserver(settle).observe(form, watched);
  settle();
}

/**
 * Join words as a sentence does: `A`, `A and B`, `A, B and C`.
 *
 * @param {string[]} words
 * @returns {string}
 */
export function join(words) {
  return [words.slice(0, -1).join(", "), ...words.slice(-1)].filter(Boolean).join(" and ");
}

/**
 * Add the line that stands for the buttons on paper: where the answer is.
 *
 * @param {HTMLFormElement} form
 */
export function addPrintedLink(form) {
  const markup = form.querySelector("noscript")?.textContent ?? "";
  const link = new DOMParser().parseFromString(markup, "text/html").querySelector("a");
  const href = link?.getAttribute("href");
  if (!href) return;
  const line = form.appendChild(document.createElement("p"));
  line.className = "quiz-printed";
  line.textContent = `Answer: ${new URL(href, document.baseURI)}`;
}
