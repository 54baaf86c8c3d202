/** A number in a text field, with its unit after it. */

import { gradeNumber } from "./grade.js";
import { parseNumber } from "./number.js";
import { clearVerdict, markOf, setState, setVerdict, wordsOf } from "./view.js";

/** @typedef {import("./answer.js").Answer} Answer */

/** @implements {Answer} */
export class Numeric {
  /**
   * @param {HTMLFormElement} form
   * @param {import("./grade.js").Key} key
   */
  constructor(form, key) {
    this.key = key;
    this.first = /** @type {HTMLInputElement} */ (form.querySelector("fieldset > input"));
    this.verdict = /** @type {HTMLElement} */ (form.querySelector(".quiz-verdict"));
    this.unit = form.querySelector(".quiz-unit")?.id ?? "";
    this.clear();
  }

  /** @type {Answer["read"]} */
  read() {
    return [this.first.value];
  }

  /** @type {Answer["write"]} */
  write([typed = ""]) {
    this.first.value = typed;
  }

  /** @type {Answer["grade"]} */
  grade() {
    const typed = this.first.value;
    if (typed.trim() === "") return { problem: "Type a number first." };
    const number = parseNumber(typed);
    return "problem" in number ? number : gradeNumber(this.key, number.value);
  }

  /** @type {Answer["mark"]} */
  mark(noteOf, { ok, marks }) {
    setVerdict(this.first, this.verdict, markOf(ok), wordsOf(ok));
    const describedBy = [this.unit, this.verdict.id, ok ? "" : noteOf(marks[0].id)];
    setState(this.first, { invalid: !ok, describedBy });
  }

  /** @type {Answer["complain"]} */
  complain(reason) {
    setState(this.first, { invalid: true, describedBy: [this.unit, reason] });
  }

  /** @type {Answer["reveal"]} */
  reveal() {
    const { matchers = [], unit } = this.key;
    const text = matchers.find(({ ok }) => ok)?.text;
    return `The answer is ${[text, unit].filter(Boolean).join(" ")}.`;
  }

  /** @type {Answer["clear"]} */
  clear() {
    clearVerdict(this.first, this.verdict);
    setState(this.first, { describedBy: [this.unit] });
  }

  /** @type {Answer["nameOf"]} */
  nameOf() {
    return "";
  }
}
