/**
 * The questions of a page, brought to life.
 *
 * A `<form class="quiz">` reads well without this module; here it gets its buttons, its verdicts
 * and a memory. Settings and answers come from the form itself; nothing is fetched or sent.
 *
 * Events bubble from the form: `quiz:ready`, `quiz:hint`, `quiz:answered` and `quiz:revealed`,
 * and from a set of questions `quiz:set`, with `{id, mode, solved, total}` as its detail.
 * Those of a form have `{id, type}` as their detail; `quiz:hint` adds `hint` (1, 2, …), and
 * `quiz:answered` adds `ok`, `part` (0 to 1), `attempt` (1, 2, … in this visit), `choice` (ids, by blanks) and
 * `rating` (1 again, 2 hard, 3 good), and `variant` (1, 2, …) where there are some. A form that is
 * inserted with `data-quiz-fresh` is answered anew, whatever is remembered; `gradbook.mount(root)`
 * brings it to life.
 */

import { Question } from "./quiz/question.js";
import { readRecord } from "./quiz/record.js";
import { addPrintedLink, settleGuests } from "./quiz/view.js";
import { provide } from "./api.js";
import { replay } from "./schedule.js";
import { openStore } from "./store.js";

const store = openStore();
/** @type {Map<string, Question>} */
const questions = new Map();

/** How long to work, in milliseconds, before the page may do something else. */
const SLICE = 8;

/**
 * Bring the questions below `root` to life that are not so already. Call it after inserting some.
 * One that cannot start (its key is damaged) is reported and does not stop the others.
 *
 * @param {ParentNode} [root]
 * @returns {Promise<void>} when all of them live; the first one lives at once
 */
export async function mount(root = document) {
  let end = performance.now() + SLICE;
  for (const form of root.querySelectorAll("form.quiz")) {
    if (form.hasAttribute("data-quiz-ready")) continue;
    try {
      start(/** @type {HTMLFormElement} */ (form));
    } catch (error) {
      reportError(error);
    }
    if (performance.now() < end) continue;
    await new Promise((resume) => setTimeout(resume));
    end = performance.now() + SLICE;
  }
  for (const element of root.querySelectorAll(".quiz-set")) {
    await together(/** @type {HTMLElement} */ (element));
  }
}

/** Let the questions of a set be checked together. @param {HTMLElement} element */
async function together(element) {
  const own = [...questions.values()].filter(({ form }) => element.contains(form));
  if (element.dataset.setReady !== undefined || own.length === 0) return;
  element.dataset.setReady = "";
  try {
    const { QuizSet } = await import("./quiz/set.js");
    new QuizSet(element, own);
  } catch (error) {
    delete element.dataset.setHeld; // without its button, each question has its own
    reportError(error);
  }
}

/** @param {HTMLFormElement} form */
function start(form) {
  const question = new Question(form, store);
  questions.set(question.id, question);
  form.dataset.quizReady = "";
  settleGuests(form);
  addPrintedLink(form);
  const { id, type } = question;
  form.dispatchEvent(new CustomEvent("quiz:ready", { bubbles: true, detail: { id, type } }));
}

/** Where a question of this page stands. @param {Question} question */
function standingOf({ id, type, memory }) {
  const record = readRecord(store.get(memory.key));
  const state = record?.ok ? "solved" : record ? "tried" : "new";
  return { id, type, state, due: record ? replay(record.log).due : null };
}

store.onChange((key) => {
  const changed = key === "" ? questions.values() : [questions.get(key.replace(/^q\//, ""))];
  for (const question of changed) question?.refresh();
});
provide({ mount, quizzes: () => [...questions.values()].map(standingOf) });
setTimeout(mount); // in a task of its own, after what the other scripts of the page begin with
