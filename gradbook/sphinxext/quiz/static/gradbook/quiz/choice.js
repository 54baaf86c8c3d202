/** Single and multiple choice: a row of input, letter, text and verdict for each option. */

import { gradeChoice } from "./grade.js";
import { clearVerdict, join, markOf, setState, setVerdict, wordsOf } from "./view.js";

/** @typedef {import("./answer.js").Answer} Answer */

/** @implements {Answer} */
export class Choice {
  /**
   * @param {HTMLFormElement} form
   * @param {import("./grade.js").Key} key
   */
  constructor(form, key) {
    this.key = key;
    const right = new Set(key.options?.filter(({ ok }) => ok).map(({ id }) => id));
    this.rows = [...form.querySelectorAll(".quiz-option")].map((element) => {
      const box = /** @type {HTMLElement} */ (element);
      const input = /** @type {HTMLInputElement} */ (box.querySelector("input"));
      const verdict = /** @type {HTMLElement} */ (box.querySelector(".quiz-verdict"));
      const letter = box.querySelector("label")?.textContent?.trim() ?? "";
      box.addEventListener("click", (event) => chooseRow(event, input));
      return { box, input, verdict, letter, ok: right.has(input.value) };
    });
    this.first = this.rows[0].input;
  }

  /** @type {Answer["read"]} */
  read() {
    return this.#chosen().map(({ input }) => input.value);
  }

  /** @type {Answer["write"]} */
  write(ids) {
    const known = this.rows.map(({ input }) => input.value);
    const all = ids.every((id) => known.includes(id));
    for (const { input } of this.rows) input.checked = all && ids.includes(input.value);
  }

  /** @type {Answer["grade"]} */
  grade() {
    const chosen = this.read();
    if (chosen.length === 0) return { problem: "Choose an answer first." };
    return gradeChoice(this.key, chosen);
  }

  /** @type {Answer["mark"]} */
  mark(noteOf) {
    for (const { box, input, verdict, ok } of this.#chosen()) {
      setVerdict(box, verdict, markOf(ok), wordsOf(ok));
      if (!ok) setState(input, { invalid: true, describedBy: [noteOf(input.value)] });
    }
  }

  /** @type {Answer["complain"]} */
  complain(reason) {
    for (const { input } of this.rows) setState(input, { invalid: true, describedBy: [reason] });
  }

  /** @type {Answer["reveal"]} */
  reveal() {
    const right = this.rows.filter(({ ok }) => ok);
    for (const { box, verdict } of right) setVerdict(box, verdict, "right", "Correct answer");
    const letters = right.map(({ letter }) => letter);
    return `The ${letters.length > 1 ? "answers are" : "answer is"} ${join(letters)}.`;
  }

  /** Let the answers change places. */
  mix() {
    const places = this.rows.map(({ box }) => ({ box, place: Math.random() }));
    places.sort((one, other) => one.place - other.place);
    this.rows[0].box.before(...places.map(({ box }) => box));
  }

  /** @type {Answer["clear"]} */
  clear() {
    for (const { box, input, verdict } of this.rows) {
      clearVerdict(box, verdict);
      setState(input, {});
    }
  }

  /** @type {Answer["nameOf"]} */
  nameOf(id) {
    return this.rows.find(({ input }) => input.value === id)?.letter ?? "";
  }

  #chosen() {
    return this.rows.filter(({ input }) => input.checked);
  }
}

/**
 * Let a click anywhere in a row choose it, unless it meant something in the row or selected text.
 *
 * @param {MouseEvent} event
 * @param {HTMLInputElement} input
 */
function chooseRow(event, input) {
  const target = /** @type {Element} */ (event.target);
  if (target.closest("a, button, input, label, summary") || !getSelection()?.isCollapsed) return;
  input.focus({ preventScroll: true });
  input.click();
}
