/** One question: what happens when the reader checks, asks for a hint or for the answer. */

import { answerOf } from "./answer.js";
import { AGAIN } from "../schedule.js";
import { decodeKey, rate } from "./grade.js";
import { Memory } from "./memory.js";
import { marked, variantIn, vary } from "./variants.js";
import { addNote, markOf, wordsOf } from "./view.js";

/** @typedef {import("./grade.js").Verdict} Verdict */

/** Whether this page has said that it cannot keep answers; once is enough. */
let told = false;

export class Question {
  attempts = 0;
  failures = 0;
  hinted = 0;
  shown = false;
  /** Whether it waits until the set in which it stands is handed in. */
  held = false;
  /** Whether the reader has changed the answer since it was last checked or restored. */
  dirty = false;
  /** The verdict that stands on the page, until the answer changes. @type {Verdict | null} */
  verdict = null;

  /**
   * @param {HTMLFormElement} form
   * @param {import("../store.js").Store} store
   */
  constructor(form, store) {
    const { quizId = "", quizHash = "", quizType = "", quizWas = "" } = form.dataset;
    /** @type {(css: string) => HTMLElement} */
    const find = (css) => /** @type {HTMLElement} */ (form.querySelector(css));
    this.form = form;
    this.id = quizId;
    this.type = quizType;
    this.memory = new Memory(store, quizId, quizHash, quizWas.split(" ").filter(Boolean));
    /** Whether the reader is to answer anew, whatever is remembered. */
    this.fresh = form.dataset.quizFresh !== undefined;
    this.key = decodeKey(find(".quiz-key").textContent ?? "");
    /** Number of the variant; 0 if there are none. */
    this.variant = vary(this, store);
    this.answer = answerOf(form, this.key);
    this.status = find(".quiz-status");
    this.status.id ||= `${quizId}-s`;
    this.feedback = find(".quiz-feedback");
    this.hints = document.createElement("div");
    this.feedback.after(this.hints);
    this.hintButton = find(".quiz-hint");
    this.showButton = find(".quiz-show");
    this.#listen();
    this.clear();
    this.refresh();
    this.#mix();
    find(".quiz-buttons").hidden = false;
  }

  /** The name under which readers see it. */
  get name() {
    return this.form.querySelector("legend")?.textContent?.split(" · ", 1)[0] ?? "";
  }

  /** Whether nothing has been chosen or typed. */
  get blank() {
    return this.answer.read().join("").trim() === "";
  }

  /**
   * Grade the answer, show the verdict and its reasons, remember the attempt.
   *
   * @param {{quiet?: boolean}} [how] whether not to announce the verdict
   */
  check({ quiet = false } = {}) {
    if (this.held) return this.#say("It is checked when you hand in.");
    const graded = this.answer.grade();
    if ("problem" in graded) return this.#complain(graded.problem);
    if (this.verdict) return this.#say(this.verdict.sentence);
    const { ok, part, marks, sentence } = graded;
    const choice = marks.map(({ id }) => id).join(" ");
    this.attempts += 1;
    this.failures += ok ? 0 : 1;
    this.#show(graded);
    const rating = graded.rating ?? this.#rate(ok);
    const unkept = this.#remember({ ok, rating, choice, answer: this.answer.read() });
    if (unkept || !quiet) this.#say(sentence + unkept);
    const variant = this.variant ? { variant: this.variant } : {};
    this.#emit("quiz:answered", { ok, part, attempt: this.attempts, choice, rating, ...variant });
  }

  /** Show one more hint. */
  hint() {
    const total = this.key.hints.length;
    if (this.hinted === total) return;
    const html = this.key.hints[this.hinted];
    this.hinted += 1;
    const head = `Hint ${this.hinted} of ${total}`;
    addNote(this.hints, { head, html });
    const last = this.hinted === total;
    this.hintButton.textContent = last ? "No more hints" : `Hint (${this.hinted + 1} of ${total})`;
    this.hintButton.setAttribute("aria-disabled", String(last));
    this.#say(`${head} below.`);
    this.#emit("quiz:hint", { hint: this.hinted });
  }

  /** Show the right answers, their reasons and the explanation. */
  reveal() {
    this.clear();
    this.shown = true;
    const sentence = this.answer.reveal();
    const right = (this.key.options ?? this.key.matchers ?? []).filter(({ ok }) => ok);
    for (const { id, html } of right) this.#note(id, true, html);
    this.#explain();
    this.#say(sentence + this.#remember({ ok: false, rating: AGAIN, choice: "" }));
    this.#emit("quiz:revealed", {});
  }

  /** Take verdict, feedback and status away: they belong to an answer that has changed. */
  clear() {
    this.verdict = null;
    this.answer.clear();
    this.feedback.replaceChildren();
    this.status.replaceChildren();
    this.#offerAnswer();
  }

  /**
   * Show what is remembered, without announcing it: on load, and when another tab has changed it.
   * An answer that the reader is working on stays.
   */
  refresh() {
    if (this.held || this.fresh || this.dirty || !this.memory.hasNews) return;
    const record = this.memory.recall();
    if (![0, this.variant].includes(variantIn(record))) return;
    this.attempts = this.failures = 0;
    this.answer.write(record?.a ?? []);
    this.clear();
    if (record && record.h !== this.memory.hash) return this.#tellChanged(record.ok);
    const graded = this.answer.grade();
    if ("problem" in graded) return;
    this.attempts = 1;
    this.failures = graded.ok ? 0 : 1;
    this.#show(graded);
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.check();
    });
    this.form.addEventListener("input", ({ target }) => {
      if (/** @type {Element} */ (target).closest(".quiz-more")) return;
      this.dirty = true;
      this.clear();
    });
    this.hintButton?.addEventListener("click", () => this.hint());
    this.showButton?.addEventListener("click", () => this.reveal());
  }

  /** Show a verdict: on each part of the answer, and below it why. @param {Verdict} verdict */
  #show(verdict) {
    this.clear();
    this.dirty = false;
    this.verdict = verdict;
    this.answer.mark((id) => this.#noteId(id), verdict);
    for (const { id, ok, html } of verdict.marks) this.#note(id, ok, html);
    if (verdict.ok) this.#explain();
    this.#offerAnswer();
  }

  /** @type {(id: string, ok: boolean, html: string) => void} */
  #note(id, ok, html) {
    const name = this.answer.nameOf(id);
    const head = name ? `${wordsOf(ok)} · ${name}` : wordsOf(ok);
    addNote(this.feedback, { id: this.#noteId(id), mark: markOf(ok), head, html });
  }

  #explain() {
    const html = this.key.explanation;
    if (html) addNote(this.feedback, { head: "Explanation", html });
  }

  #offerAnswer() {
    const solved = this.verdict?.ok ?? false;
    if (this.showButton) this.showButton.hidden = solved || this.failures < this.key.tries;
  }

  /** @param {string} problem */
  #complain(problem) {
    this.clear();
    this.#say(problem);
    this.answer.complain(this.status.id);
    if (this.blank) this.answer.first.focus();
  }

  /** @param {boolean} solved */
  #tellChanged(solved) {
    const html = solved ? "<p>You had solved it, and that still counts.</p>" : "";
    addNote(this.feedback, { head: "Changed since you answered", html });
  }

  /**
   * Keep an attempt; the words to add where this browser keeps none.
   *
   * @param {{ok: boolean, rating: number, choice: string, answer?: string[]}} attempt
   */
  #remember(attempt) {
    const choice = marked(attempt.choice, this.variant);
    if (this.memory.keep({ ...attempt, choice }) || told) return "";
    told = true;
    return " This browser does not keep your answers.";
  }

  /** @param {boolean} ok */
  #rate(ok) {
    const { attempts, hinted, shown } = this;
    return rate({ ok, attempt: attempts, hinted: hinted > 0, shown });
  }

  /** Let the answers change places: always, or for another try at what is not solved yet. */
  #mix() {
    const { quizShuffle = "retry" } = this.form.dataset;
    const again = this.fresh || this.verdict?.ok === false;
    if (quizShuffle === "always" || (quizShuffle === "retry" && again)) this.answer.mix?.();
  }

  /** A fresh text node, so that the same sentence is announced again. @param {string} sentence */
  #say(sentence) {
    this.status.replaceChildren(sentence);
  }

  /** @param {string} id of an option or a matcher */
  #noteId(id) {
    return `${this.id}-f-${id}`;
  }

  /** @type {(name: string, detail: object) => void} */
  #emit(name, detail) {
    const about = { id: this.id, type: this.type, ...detail };
    this.form.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: about }));
  }
}
