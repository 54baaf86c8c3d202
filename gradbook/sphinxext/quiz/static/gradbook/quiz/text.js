/** A word or a few in a text field. */

import { gradeText } from "./grade-text.js";
import { Numeric } from "./numeric.js";

/** @typedef {import("./answer.js").Answer} Answer */

/** @implements {Answer} */
export class Text extends Numeric {
  /** @type {Answer["grade"]} */
  grade() {
    const typed = this.first.value;
    return typed.trim() ? gradeText(this.key, typed) : { problem: "Type your answer first." };
  }

  /** @type {Answer["reveal"]} */
  reveal() {
    return this.key.match === "regex" ? "The answer is told below." : super.reveal();
  }
}
