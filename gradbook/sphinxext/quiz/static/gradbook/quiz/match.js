/** Rows, each with a list to choose from. */

import { gradeMatch } from "./grade-match.js";
import { clearVerdict, markOf, setState, setVerdict, wordsOf } from "./view.js";

/** @typedef {import("./answer.js").Answer} Answer */

/** @implements {Answer} */
export class Match {
  /**
   * @param {HTMLFormElement} form
   * @param {import("./grade.js").Key} key
   */
  constructor(form, key) {
    this.key = key;
    this.rows = [...form.querySelectorAll("select")].map((select) => {
      const box = /** @type {HTMLElement} */ (select.closest(".quiz-pair"));
      const verdict = /** @type {HTMLElement} */ (box.querySelector(".quiz-verdict"));
      return { box, select, verdict, id: select.dataset.row ?? "" };
    });
    this.first = this.rows[0].select;
  }

  /** @type {Answer["read"]} */
  read() {
    return this.#chosen().map(({ id, select }) => `${id}:${select.value}`);
  }

  /** @type {Answer["write"]} */
  write(stored) {
    const known = new Map(
      this.rows.flatMap(({ id, select }) =>
        [...select.options].map(({ value }) => [`${id}:${value}`, { select, value }]),
      ),
    );
    for (const { select } of this.rows) select.value = "";
    if (!stored.every((pair) => known.has(pair))) return;
    for (const pair of stored) {
      const { select, value } = /** @type {{select: HTMLSelectElement, value: string}} */ (
        known.get(pair)
      );
      select.value = value;
    }
  }

  /** @type {Answer["grade"]} */
  grade() {
    const chosen = this.#chosen().map(({ id, select }) => /** @type {const} */ ([id, select.value]));
    if (!chosen[0]) return { problem: "Choose what goes with a row first." };
    return gradeMatch(this.key, new Map(chosen));
  }

  /** @type {Answer["mark"]} */
  mark(noteOf, { marks }) {
    for (const { id, box, select, verdict } of this.#chosen()) {
      const ok = this.key.pairs?.[id] === select.value;
      setVerdict(box, verdict, markOf(ok), wordsOf(ok));
      const told = marks.filter((mark) => !mark.ok && [id, select.value].includes(mark.id));
      if (!ok) setState(select, { invalid: true, describedBy: told.map((mark) => noteOf(mark.id)) });
    }
  }

  /** @type {Answer["complain"]} */
  complain(reason) {
    for (const { select } of this.rows) setState(select, { invalid: true, describedBy: [reason] });
  }

  /** @type {Answer["reveal"]} */
  reveal() {
    for (const { id, select } of this.rows) select.value = this.key.pairs?.[id] ?? "";
    return "This is what goes together.";
  }

  /** @type {Answer["clear"]} */
  clear() {
    for (const { box, select, verdict } of this.rows) {
      clearVerdict(box, verdict);
      setState(select, {});
    }
  }

  /** A row is named by its number, and what goes with none by its words. @type {Answer["nameOf"]} */
  nameOf(id) {
    const row = this.rows.findIndex((other) => other.id === id);
    const choice = [...this.first.options].find(({ value }) => value === id);
    return row < 0 ? (choice?.text ?? "") : `row ${row + 1}`;
  }

  #chosen() {
    return this.rows.filter(({ select }) => select.value);
  }
}
