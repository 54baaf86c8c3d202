/** A code cell of the page. A hidden one has no place there. */

import { Output } from "./output.js";

/** @typedef {{cell: number, source: string, hidden?: boolean, fails?: boolean}} Data */

export class Cell {
  #original;
  #edited = "";
  /** @type {Output | null} */
  #output = null;
  /** @type {any} */
  #editor = null;
  #showing = false;
  #ending = false;

  /** @param {Data} data */
  constructor({ cell, source, hidden = false, fails = false }) {
    this.number = cell;
    this.fails = fails;
    this.#original = this.#edited = source;
    const css = `.live-bar[data-cell="${cell}"]`;
    this.bar = /** @type {HTMLElement | null} */ (hidden ? null : document.querySelector(css));
    const place = /** @type {HTMLElement | null} */ (this.bar?.closest(".live-cell"));
    if (place) {
      place.dataset["cell"] = String(cell);
      this.#output = new Output(place);
    }
  }

  /** The code, as the reader has it. */
  get source() {
    return this.#edited;
  }

  get edited() {
    return this.#edited !== this.#original;
  }

  /** @param {boolean} yes */
  set busy(yes) {
    this.#button("run").textContent = yes ? "Stop" : "Run";
    this.bar?.toggleAttribute("data-busy", yes);
    if (!yes) this.#note("");
  }

  /** @param {string} words @param {Cell | null} where a cell to look at */
  say(words, where = null) {
    const status = this.bar?.querySelector("[role=status]");
    this.#note("");
    status?.replaceChildren(words);
    if (!where?.bar) return;
    const link = document.createElement("button");
    link.type = "button";
    link.className = "live-place";
    link.textContent = "Show it";
    link.addEventListener("click", () => where.show(1));
    status?.append(" ", link);
  }

  /** @param {number} bytes @param {number} whole */
  progress(bytes, whole) {
    this.#note(`${(bytes / 1e6).toFixed(1)} of ${(whole / 1e6).toFixed(1)} MB`);
  }

  /** What is said when the cell has run. @param {boolean} ok @param {string} seconds */
  verdict(ok, seconds) {
    if (this.fails) return `Done in ${seconds} s. This cell is meant to fail.`;
    return ok ? `Done in ${seconds} s.` : "The cell has failed.";
  }

  /** @param {boolean} show whether its output is wanted, also where all goes well */
  begin(show) {
    this.#showing = show;
    if (show) this.#display();
  }

  /** @param {string} kind @param {any} what @param {(place: [number, number]) => void} go */
  add(kind, what, go) {
    if (kind === "error" && !this.#showing && !this.fails) this.#display();
    if (this.#showing) this.#output?.add(kind, what, go);
  }

  end() {
    if (this.#showing) this.#output?.end();
    this.#showing = false;
  }

  /** @param {any} edit the function of the editor @param {() => void} run */
  edit(edit, run) {
    const code = this.#code();
    if (!code || !this.bar) return;
    if (!this.#editor) {
      const place = document.createElement("div");
      place.className = "live-editor";
      code.before(place);
      code.hidden = true;
      this.#editor = edit(place, {
        text: this.#edited,
        label: "Code of this cell. Shift+Enter runs it, Escape leaves it.",
        run,
        leave: () => this.#button("run").focus(),
        changed: (/** @type {string} */ text) => {
          this.#edited = text;
          this.#changed();
        },
      });
      this.#changed();
      this.#button("edit").hidden = true;
    }
    this.#editor.focus();
  }

  reset() {
    this.#editor?.remove();
    this.#editor = null;
    this.#edited = this.#original;
    this.bar?.parentElement?.querySelector(".live-editor")?.remove();
    const code = this.#code();
    if (code) code.hidden = false;
    this.#output?.reset();
    this.#ending = false;
    this.#button("edit").hidden = false;
    this.#changed();
    this.#button("run").focus();
    this.say(this.fails ? "This cell is meant to fail." : "");
  }

  /** Goes to a line of the code, counted from 1. @param {number} line */
  show(line) {
    for (let box = this.bar?.closest("details"); box; box = box.parentElement?.closest("details")) {
      box.open = true;
    }
    if (this.#editor) return this.#editor.show(line);
    const pre = this.#code()?.querySelector("pre");
    const number = pre?.querySelectorAll(".linenos")[line - 1] ?? pre;
    number?.scrollIntoView({ block: "center" });
    number?.classList.add("live-mark");
    setTimeout(() => number?.classList.remove("live-mark"), 3000);
    pre?.focus({ preventScroll: true });
  }

  #display() {
    this.#showing = this.#ending = true;
    this.#output?.begin();
    this.#changed();
  }

  #changed() {
    this.#button("reset").hidden = !(this.#editor || this.#ending);
  }

  /** @returns {HTMLElement | null} */
  #code() {
    return this.bar?.parentElement?.querySelector("[class*=highlight-]") ?? null;
  }

  /** @param {string} what */
  #button(what) {
    return /** @type {HTMLButtonElement} */ (
      this.bar?.querySelector(`[data-does=${what}]`) ?? document.createElement("button")
    );
  }

  /** Says something that need not be read aloud. @param {string} words */
  #note(words) {
    let note = this.bar?.querySelector(".live-note");
    if (!note && words) {
      note = document.createElement("span");
      note.className = "live-note";
      note.setAttribute("aria-hidden", "true");
      this.bar?.append(note);
    }
    if (note) note.textContent = words;
  }
}
