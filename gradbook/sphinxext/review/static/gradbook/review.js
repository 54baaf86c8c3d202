/**
 * The review: what the reader has answered is asked again when it is due.
 *
 * The place `.gradbook-review` shows what is due and, after "Start", asks it. `book.json` tells
 * which questions there are, the records `q/<question>` tell when they were answered.
 */

import { plan, survey, topicOf, topicsOf } from "./review/queue.js";
import { linkTo, load } from "./review/site.js";
import { dueWords, NOT_KEPT, WHY_NOT } from "./review/words.js";
import { openStore } from "./store.js";

/** @typedef {import("./review/queue.js").Question} Question */
/** @typedef {{v: number, book: string, questions: Question[], chapters: {id: string,
 *   title: string}[]}} Book */

const store = openStore();
const place = /** @type {HTMLElement} */ (document.querySelector(".gradbook-review"));
/** @type {(name: string) => any} */
const find = (name) => place.querySelector(`.gradbook-${name}`);
const home = find("home");
const from = /** @type {HTMLSelectElement} */ (place.querySelector("select"));

/** @param {string} sentence */
function say(sentence) {
  find("said").replaceChildren(sentence);
}

/** Say why there is no review, and show the list of the chapters. */
function giveUp() {
  home.replaceChildren(WHY_NOT, ...find("elsewhere").querySelectorAll("ul"));
  home.hidden = false;
}

/** @param {Book} book */
function start({ book, questions, chapters }) {
  const titles = new Map(chapters.map(({ id, title }) => [id, title]));
  /** What a review can be limited to: chapters, then concepts. */
  const topics = new Map(titles);
  for (const { concepts } of questions) {
    for (const concept of concepts) topics.set(topicOf(concept), `about ${concept.replaceAll("-", " ")}`);
  }
  const titleOf = (/** @type {Question} */ { chapter }) => titles.get(chapter) ?? "";
  /** @type {import("./review/run.js").Run | undefined} */
  let run;
  /** @type {import("./review/queue.js").Survey} */
  let seen = { items: [], done: 0 };
  /** What is due of the chosen topic. @type {Question[]} */
  let due = [];
  let looks = 0;

  /** Look at the records, and show what is due. */
  async function look() {
    const mine = (looks += 1);
    const found = await survey(questions, recall, Date.now());
    if (mine !== looks || run?.active) return;
    seen = found;
    const answered = new Set(seen.items.flatMap(({ question }) => topicsOf(question)));
    const present = new Set([...from.options].map(({ value }) => value));
    for (const [topic, words] of topics) {
      if (answered.has(topic) && !present.has(topic)) from.add(new Option(words, topic));
    }
    show();
  }

  /** @param {Question} question */
  function recall({ id, was }) {
    return store.adopt(
      `q/${id}`,
      was.map((former) => `q/${former}`),
    );
  }

  function show() {
    const planned = plan(seen, Date.now(), from.value);
    due = planned.turn.map(({ question }) => question);
    const words = store.available ? dueWords(seen, planned, Date.now()) : NOT_KEPT;
    find("due").textContent = words;
    find("start").disabled = due.length === 0;
    find("list").hidden = due.length === 0;
    place.querySelector("ol")?.replaceChildren(...due.map(line));
    home.hidden = false;
  }

  /** @param {Question} question */
  function line(question) {
    const item = document.createElement("li");
    const name = [question.name, question.title].filter(Boolean).join(": ");
    item.append(linkTo(question, name), `, ${titleOf(question)}`);
    return item;
  }

  async function begin() {
    navigator.storage?.persist?.().catch(() => {});
    const { Run } = await import("./review/run.js");
    run ??= new Run(find("run"), { say, titleOf, end });
    home.hidden = true;
    run.start(due);
  }

  /** @param {string} words */
  async function end(words) {
    await look();
    say(words);
    find("due").focus();
  }

  /** @param {Event} event */
  async function take({ target }) {
    const what = /** @type {HTMLElement} */ (target).dataset.take;
    if (!what) return;
    const { saveCalendar, saveCards } = await import("./review/export.js");
    if (what === "calendar") return say(saveCalendar(seen, book));
    const answered = seen.items.map(({ question }) => question);
    await saveCards(what === "all" ? questions : answered, book, say);
  }

  find("start").addEventListener("click", begin);
  find("take").addEventListener("click", take);
  from.addEventListener("change", show);
  store.onChange(look);
  look();
}

find("elsewhere").hidden = true;
load("_static/gradbook/book.json").then((text) => {
  const book = JSON.parse(text);
  if (book.v === 1) start(book);
  else giveUp();
}, giveUp);
