/** Questions that are checked together: at any time, or once at the end as in an exam. */

/** @typedef {import("./question.js").Question} Question */

export class QuizSet {
  /** Whether the reader was told that some questions have no answer yet. */
  #warned = false;

  /**
   * An exam of which something is remembered has been handed in.
   *
   * @param {HTMLElement} element
   * @param {Question[]} questions those that stand in it
   */
  constructor(element, questions) {
    /** @type {(css: string) => HTMLElement} */
    const find = (css) => /** @type {HTMLElement} */ (element.querySelector(css));
    this.element = element;
    this.questions = questions;
    this.count = find(".quiz-set-count");
    this.button = find(".quiz-set-check");
    this.status = find(".quiz-set-end > .quiz-status");
    this.again = find(".quiz-set-again");
    const held = element.dataset.setHeld !== undefined && questions.every(({ verdict }) => !verdict);
    if (held) for (const question of questions) question.held = true;
    else this.#release();
    this.button.addEventListener("click", () => this.check());
    for (const event of ["quiz:answered", "quiz:revealed"]) {
      element.addEventListener(event, () => this.#update());
    }
    find(".quiz-set-end").hidden = false;
  }

  get held() {
    return this.questions.some(({ held }) => held);
  }

  /** Check what has an answer, and say how many are solved. */
  check() {
    const { questions, held } = this;
    const blank = questions.filter(({ blank }) => blank);
    if (blank.length === questions.length) return this.#say("Answer a question first.");
    if (held && blank.length > 0 && !this.#warned) {
      this.#warned = true;
      this.#list("No answer yet", blank);
      return this.#say("Some questions have no answer yet. Hand in again to leave them out.");
    }
    this.#release();
    for (const question of questions) {
      if (!question.blank && !question.verdict) question.check({ quiet: true });
    }
    const solved = this.#update();
    this.#say(`${solved} of ${questions.length} solved.`);
    const { setId: id, setMode: mode } = this.element.dataset;
    const detail = { id, mode, solved, total: questions.length };
    this.element.dispatchEvent(new CustomEvent("quiz:set", { bubbles: true, detail }));
  }

  /** Let the questions be checked, each by itself too. */
  #release() {
    for (const question of this.questions) question.held = false;
    delete this.element.dataset.setHeld;
    this.button.textContent = "Check all";
    this.#update();
  }

  /** Tell how far the reader is, and what is to be tried again; returns how many are solved. */
  #update() {
    const open = this.questions.filter(({ verdict }) => !verdict?.ok);
    const solved = this.questions.length - open.length;
    if (!this.held) {
      this.count.textContent = `${solved} of ${this.questions.length} solved`;
      this.#list("To try again", open.filter(({ attempts }) => attempts > 0));
    }
    return solved;
  }

  /** @type {(words: string, questions: Question[]) => void} */
  #list(words, questions) {
    const links = questions.flatMap(({ form, name }) => {
      const link = document.createElement("a");
      link.href = `#${form.id}`;
      link.textContent = name;
      return [" ", link];
    });
    this.again.replaceChildren(...(links.length > 0 ? [`${words}:`, ...links] : []));
  }

  /** A fresh text node, so that the same sentence is announced again. @param {string} sentence */
  #say(sentence) {
    this.status.replaceChildren(sentence);
  }
}
