/** The reader's own words, which the reader compares with a model answer and grades. */

import { addNote, clearVerdict, setState, setVerdict } from "./view.js";

/** @typedef {import("./answer.js").Answer} Answer */

const LONGEST = 5000;

/** @implements {Answer} */
export class Reflect {
  /** Whether the model answer is shown. */
  compared = false;

  /**
   * @param {HTMLFormElement} form
   * @param {import("./grade.js").Key} key
   */
  constructor(form, key) {
    /** @type {(css: string) => any} */
    const find = (css) => form.querySelector(css);
    /** @type {HTMLTextAreaElement} */
    this.first = find("textarea");
    /** @type {HTMLElement} */
    this.verdict = find(".quiz-verdict");
    /** @type {HTMLElement} */
    this.model = find(".quiz-model");
    /** @type {HTMLElement} */
    this.group = find(".quiz-grades");
    /** @type {HTMLElement} */
    this.button = find("[type=submit]");
    this.radios = [...this.group.querySelectorAll("input")];
    const [answer, criteria] = key.model ?? [];
    this.notes = { "Model answer": answer, "What to look for": criteria };
    if (key.explanation) this.notes = { ...this.notes, Explanation: key.explanation };
    key.explanation = ""; // it is shown with the model answer, whatever the grade
  }

  get #grade() {
    return this.radios.find(({ checked }) => checked);
  }

  /** @type {Answer["read"]} */
  read() {
    return [this.first.value.slice(0, LONGEST), ...(this.#grade ? [this.#grade.value] : [])];
  }

  /** @type {Answer["write"]} */
  write([text = "", grade]) {
    this.first.value = text;
    for (const radio of this.radios) radio.checked = radio.value === grade;
    if (this.#grade) this.#compare();
  }

  /** @type {Answer["grade"]} */
  grade() {
    const { compared } = this;
    if (!this.first.value.trim()) return { problem: "Write something first, a line is enough." };
    this.#compare();
    const rating = /** @type {1 | 2 | 3} */ (Number(this.#grade?.value ?? 0));
    if (!rating && compared) this.radios[0].focus();
    if (!rating) return { problem: "Compare, then say how far you got." };
    const sentence = `Kept: ${this.#words}.`;
    return { ok: rating === 3, part: (rating - 1) / 2, marks: [], rating, sentence };
  }

  /** @type {Answer["mark"]} */
  mark(_, { ok }) {
    setVerdict(this.first, this.verdict, ok ? "right" : "wrong", this.#words);
  }

  /** @type {Answer["complain"]} */
  complain(reason) {
    const empty = !this.first.value.trim();
    const controls = empty ? [this.first] : this.radios;
    for (const control of controls) setState(control, { invalid: empty, describedBy: [reason] });
  }

  /** @type {Answer["reveal"]} */
  reveal() {
    this.#compare();
    return "The model answer is below your own.";
  }

  /** @type {Answer["clear"]} */
  clear() {
    clearVerdict(this.first, this.verdict);
    for (const control of [this.first, ...this.radios]) setState(control, {});
  }

  /** @type {Answer["nameOf"]} */
  nameOf() {
    return "";
  }

  get #words() {
    return this.#grade?.parentElement?.textContent?.trim() ?? "";
  }

  #compare() {
    if (this.compared) return;
    this.compared = true;
    for (const [head, html] of Object.entries(this.notes)) addNote(this.model, { head, html });
    this.group.hidden = false;
    this.button.textContent = "Keep";
  }
}
