/**
 * A review that goes on: one question at a time, fetched from its own page and brought to life by
 * `gradbook.mount`. The script of the questions keeps the answers, as it does in a chapter; here
 * it is only seen how good they were. Loaded when the reader starts.
 */

import { AGAIN } from "../schedule.js";
import { fetchQuestion } from "./page.js";
import { pause } from "./queue.js";
import { resultWords } from "./result.js";
import { linkTo } from "./site.js";

const NOT_LOADED = "This question could not be loaded. ";

/** @typedef {import("./queue.js").Question} Question */

export class Run {
  /** What is asked, in order; what was missed is added. @type {Question[]} */
  #queue = [];
  #turn = 0;
  /** The worst answer to the present question; infinite before the first one. */
  #worst = Infinity;
  /** How each question was answered when it was asked first. @type {Map<string, number>} */
  #results = new Map();

  /**
   * @param {HTMLElement} box
   * @param {{say: (sentence: string) => void, titleOf: (question: Question) => string,
   *   end: (words: string) => void}} page
   */
  constructor(box, page) {
    this.box = box;
    this.page = page;
    this.slot = this.#find("question");
    this.next = this.#find("next");
    this.next.addEventListener("click", () => this.#advance());
    this.#find("stop").addEventListener("click", () => this.#end());
    box.addEventListener("quiz:revealed", () => this.#rate(AGAIN));
    box.addEventListener("quiz:answered", (event) => {
      this.#rate(/** @type {CustomEvent} */ (event).detail.rating);
    });
  }

  get active() {
    return !this.box.hidden;
  }

  /** @param {Question[]} questions */
  start(questions) {
    this.#queue = [...questions];
    this.#turn = 0;
    this.#results = new Map();
    this.box.hidden = false;
    this.#ask();
  }

  /** Ask the question whose turn it is. */
  async #ask() {
    const turn = this.#turn;
    const question = this.#queue[turn];
    const link = linkTo(question, `In its chapter: ${this.page.titleOf(question)}`);
    link.className = "gradbook-source";
    this.#find("source").replaceWith(link);
    this.#worst = Infinity;
    this.next.textContent = "Skip";
    this.slot.replaceChildren();
    this.page.say(`Question ${turn + 1} of ${this.#queue.length}`);
    const parts = await fetchQuestion(question).catch(() => []);
    await pause();
    if (turn === this.#turn && this.active) this.#show(question, parts);
  }

  /** @type {(question: Question, parts: Element[]) => void} */
  #show(question, parts) {
    if (parts.length === 0) {
      const link = linkTo(question, question.name);
      this.slot.append(NOT_LOADED, link);
      link.focus();
      return;
    }
    parts[0].setAttribute("data-quiz-fresh", "");
    this.slot.append(...parts);
    /** @type {any} */ (globalThis).gradbook.mount(this.slot);
    const legend = /** @type {HTMLElement} */ (this.slot.querySelector("legend"));
    legend.tabIndex = -1;
    legend.focus({ preventScroll: true });
    this.box.scrollIntoView();
  }

  /** @param {number} rating */
  #rate(rating) {
    this.#worst = Math.min(this.#worst, rating);
    this.next.textContent = "Next";
  }

  /** Keep how the present question was answered, if it was. */
  #keep() {
    const { id } = this.#queue[this.#turn];
    if (this.#worst < Infinity && !this.#results.has(id)) this.#results.set(id, this.#worst);
  }

  /** Go on; what was missed comes again at the end. */
  #advance() {
    if (this.#worst === AGAIN) this.#queue.push(this.#queue[this.#turn]);
    if (this.#turn === this.#queue.length - 1) return this.#end();
    this.#keep();
    this.#turn += 1;
    this.#ask();
  }

  #end() {
    this.#keep();
    this.box.hidden = true;
    this.slot.replaceChildren();
    this.page.end(resultWords(this.#results.values()));
  }

  /** @type {(name: string) => HTMLElement} */
  #find(name) {
    return /** @type {HTMLElement} */ (this.box.querySelector(`.gradbook-${name}`));
  }
}
