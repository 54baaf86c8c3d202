/** A question's place in the store: recalls it, keeps attempts, notices other tabs. */

import { addAttempt, readRecord } from "./record.js";

/** @typedef {import("./record.js").QuizRecord} QuizRecord */

export class Memory {
  /** When the record that the page knows was written. @type {number | undefined} */
  #known;

  /**
   * @param {import("../store.js").Store} store
   * @param {string} id of the question
   * @param {string} hash of its present wording
   * @param {string[]} was its former ids
   */
  constructor(store, id, hash, was) {
    this.store = store;
    this.key = `q/${id}`;
    this.hash = hash;
    store.adopt(
      this.key,
      was.map((former) => `q/${former}`),
    );
  }

  /** Whether there is another record than the page knows. */
  get hasNews() {
    return this.store.get(this.key)?.u !== this.#known;
  }

  /** @returns {QuizRecord | null} */
  recall() {
    const stored = this.store.get(this.key);
    this.#known = stored?.u;
    return readRecord(stored);
  }

  /**
   * Keep an attempt.
   *
   * @param {{ok: boolean, rating: number, choice: string, answer?: string[]}} attempt
   * @returns {boolean} whether this browser keeps it
   */
  keep(attempt) {
    const record = addAttempt(this.recall(), { ...attempt, hash: this.hash }, Date.now());
    const kept = this.store.set(this.key, record);
    this.recall();
    return kept;
  }
}
