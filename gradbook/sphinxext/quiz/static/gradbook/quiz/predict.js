/** A prediction: a choice that unfolds the output of its cell once it is checked or shown. */

import { Choice } from "./choice.js";

/** @typedef {import("./answer.js").Answer} Answer */

/** @implements {Answer} */
export class Predict extends Choice {
  /** @type {Answer["mark"]} */
  mark(noteOf, verdict) {
    super.mark(noteOf, verdict);
    this.#unfold();
  }

  /** @type {Answer["reveal"]} */
  reveal() {
    this.#unfold();
    return super.reveal();
  }

  #unfold() {
    const css = `[data-quiz-reveal="${this.first.name}"]`;
    for (const fold of document.querySelectorAll(css)) fold.setAttribute("open", "");
  }
}
