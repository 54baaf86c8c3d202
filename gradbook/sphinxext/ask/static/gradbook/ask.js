/**
 * Copies a page, and takes a prompt about it, or about a mistake in a quiz, to other sites.
 *
 * The row, the dialog and all their words are in the page already. The page's Markdown is fetched
 * from its own site when a reader wants to copy it; another site is opened by a link that the
 * reader presses.
 */

import { answerIn, promptOf, wordsOf } from "./ask/prompt.js";

const aside = /** @type {HTMLElement | null} */ (document.querySelector(".gradbook-ask"));
if (aside) start(aside);

/** @param {HTMLElement} aside */
function start(aside) {
  /** @type {(css: string) => any} */
  const find = (css) => aside.querySelector(css);
  const twin = find("[href]");
  const dialog = find("dialog");
  const box = find("[maxlength]");
  const words = JSON.parse(aside.dataset.words ?? "");
  const task = words.task.replace("{url}", twin.dataset.url ?? twin.href);

  /**
   * Copy a text and say so; where copying is blocked, show the text, selected.
   *
   * @param {HTMLElement} place
   * @param {string} text
   * @param {string} sentence
   */
  async function copy(place, text, sentence) {
    const status = /** @type {HTMLElement} */ (place.querySelector(":scope > [role]"));
    const shown = /** @type {HTMLTextAreaElement} */ (status.nextElementSibling);
    shown.hidden = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      sentence = words.blocked;
      shown.hidden = false;
      shown.value = text;
      shown.focus();
      shown.select();
    }
    status.textContent = sentence;
  }

  /** Put the prompt into the links that take one. */
  function fill() {
    for (const link of dialog.querySelectorAll("[data-max]")) {
      const { max, url } = link.dataset;
      link.href = url + encodeURIComponent(promptOf(task, box.value, +max));
    }
  }

  /** @param {string} question */
  function ask(question) {
    box.value = question;
    fill();
    if (!dialog.open) dialog.showModal();
    box.focus();
  }

  /** @type {{[does: string]: (pressed: HTMLElement) => void}} */
  const actions = {
    page: async () => {
      const answer = await fetch(twin.href).catch(() => null);
      if (answer?.ok) copy(aside, await answer.text(), words.copied);
      else find("[role]").textContent = words.unread;
    },
    open: () => ask(""),
    suggest: (pressed) => ask(pressed.textContent ?? ""),
    answered: () => dialog.close(),
    copy: () => copy(dialog, promptOf(task, box.value), words.copied),
    go: () => copy(dialog, promptOf(task, box.value), words.sent),
  };

  box.addEventListener("input", fill);
  aside.addEventListener("click", ({ target }) => {
    const pressed = /** @type {HTMLElement} */ (target);
    actions[pressed.dataset.does ?? ""]?.(pressed);
  });

  for (const change of ["quiz:answered", "quiz:revealed", "input"]) {
    document.addEventListener(change, (event) => {
      const target = /** @type {HTMLElement} */ (event.target);
      const form = target.closest("form");
      const more = form?.querySelector(".quiz-more");
      if (!form || !more || more.contains(target)) return;
      more.querySelector(".gradbook-ask-mistake")?.remove();
      if (/** @type {CustomEvent} */ (event).detail?.ok !== false) return;
      const button = more.appendChild(document.createElement("button"));
      button.type = "button";
      button.className = "gradbook-ask-mistake";
      button.textContent = words.mistake;
      button.addEventListener("click", () => ask(about(form)));
    });
  }

  /** @param {HTMLFormElement} form */
  function about(form) {
    /** @type {{[name: string]: string | undefined}} */
    const found = {
      name: wordsOf(form.querySelector("legend")).split(" · ")[0],
      asked: wordsOf(form.querySelector(".quiz-prompt")),
      answer: answerIn(form),
    };
    /** @type {(all: string, name: string) => string | undefined} */
    const fillIn = (_, name) => found[name];
    return words.about.replace(/\{(\w+)\}/g, fillIn);
  }
}
