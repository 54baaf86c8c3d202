/** Rows that the reader moves up and down, or leaves out. */

import { gradeOrder } from "./grade-order.js";
import { clearVerdict, markOf, setState, setVerdict } from "./view.js";

/** @typedef {import("./answer.js").Answer} Answer */

/**
 * @typedef {object} Row
 * @property {HTMLElement} element
 * @property {string} id
 * @property {string} letter
 * @property {HTMLElement} verdict
 * @property {HTMLElement[]} buttons
 */

/** @implements {Answer} */
export class Order {
  /** Whether the reader, or the memory, has put the rows where they are. */
  moved = false;
  /** @type {Set<number>} */
  kept = new Set();

  /**
   * @param {HTMLFormElement} form
   * @param {import("./grade.js").Key} key
   */
  constructor(form, key) {
    this.key = key;
    this.noun = form.dataset.quizType === "order" ? "Step" : "Line";
    this.status = /** @type {HTMLElement} */ (form.querySelector(".quiz-status"));
    this.rows = [...form.querySelectorAll(".quiz-row")].map((element) => this.#row(element));
    /** The rows that are not left out, from top to bottom. */
    this.used = this.rows;
    this.first = this.rows[0].buttons[1];
    this.write([]);
  }

  /** @param {Element} box @returns {Row} */
  #row(box) {
    const element = /** @type {HTMLElement} */ (box);
    /** @type {(css: string) => HTMLElement} */
    const find = (css) => /** @type {HTMLElement} */ (element.querySelector(css));
    const row = {
      element,
      id: element.dataset.row ?? "",
      letter: find(".quiz-letter").textContent ?? "",
      verdict: find(".quiz-verdict"),
      buttons: [...find(".quiz-moves").querySelectorAll("button")],
    };
    for (const [index, button] of row.buttons.entries()) {
      button.addEventListener("click", () => this.#press(row, [-1, 1, 0][index]));
    }
    find(".quiz-moves").hidden = false;
    return row;
  }

  /** @type {Answer["read"]} */
  read() {
    return this.moved ? this.used.map(({ id }) => id) : [];
  }

  /** @type {Answer["write"]} */
  write(ids) {
    const left = [...this.rows];
    const used = ids.flatMap((id) => {
      const index = left.findIndex((row) => row.id === id);
      return index < 0 ? [] : left.splice(index, 1);
    });
    const complete = left.length === 0 || this.rows[0].buttons.length > 2;
    this.moved = used.length > 0 && used.length === ids.length && complete;
    this.#arrange(this.moved ? used : this.rows);
  }

  /** @type {Answer["grade"]} */
  grade() {
    if (!this.moved) return { problem: `Put the ${this.noun.toLowerCase()}s in order first.` };
    const verdict = gradeOrder(this.key, this.read());
    this.kept = verdict.kept;
    return verdict;
  }

  /** @type {Answer["mark"]} */
  mark(noteOf, { marks }) {
    for (const [index, { id, element, verdict, buttons }] of this.used.entries()) {
      const kept = this.kept.has(index);
      const words = this.key.order?.includes(id) ? "Out of order" : "Does not belong";
      setVerdict(element, verdict, markOf(kept), kept ? "In order" : words);
      const reason = !kept && marks.some((mark) => mark.id === id) ? noteOf(id) : "";
      for (const button of buttons) setState(button, { describedBy: [reason] });
    }
  }

  /** @type {Answer["complain"]} */
  complain(reason) {
    setState(this.first, { describedBy: [reason] });
  }

  /** @type {Answer["reveal"]} */
  reveal() {
    this.write(this.key.order ?? []);
    this.moved = false;
    return "This is the right order.";
  }

  /** @type {Answer["clear"]} */
  clear() {
    for (const { element, verdict, buttons } of this.rows) {
      clearVerdict(element, verdict);
      for (const button of buttons) setState(button, {});
    }
  }

  /** @type {Answer["nameOf"]} */
  nameOf(id) {
    return this.rows.find((row) => row.id === id)?.letter ?? "";
  }

  /**
   * Move a row; or else leave it out, or use it again as the last one.
   *
   * @param {Row} row
   * @param {number} by
   */
  #press(row, by) {
    const from = this.used.indexOf(row);
    const used = this.used.filter((other) => other !== row);
    const place = by ? from + by : used.length;
    const out = !by && from >= 0;
    let words = `is already ${by < 0 ? "first" : "last"}`;
    if (!by || this.used[place]) {
      if (!out) used.splice(place, 0, row);
      words = out ? "left out" : `moved to position ${place + 1} of ${used.length}`;
      this.moved = true;
      this.#arrange(used, row);
      row.element.dispatchEvent(new Event("input", { bubbles: true }));
    }
    this.status.replaceChildren(`${this.noun} ${row.letter} ${words}.`);
  }

  /**
   * Put some rows on top, in this order. One row stays in the document while the others are put
   * around it, and so keeps the focus.
   *
   * @param {Row[]} used
   * @param {Row} [still]
   */
  #arrange(used, still = used[0] ?? this.rows[0]) {
    this.used = used;
    const all = [...used, ...this.rows.filter((row) => !used.includes(row))];
    const [before, after] = [all.slice(0, all.indexOf(still)), all.slice(all.indexOf(still) + 1)];
    still.element.before(...before.map(({ element }) => element));
    still.element.after(...after.map(({ element }) => element));
    for (const row of this.rows) {
      const [up, down, out] = row.buttons;
      const place = used.indexOf(row);
      row.element.toggleAttribute("data-out", place < 0);
      up.setAttribute("aria-disabled", String(place === 0));
      down.setAttribute("aria-disabled", String(place === used.length - 1));
      if (out) out.textContent = place < 0 ? "Use" : "Leave out";
    }
  }
}
