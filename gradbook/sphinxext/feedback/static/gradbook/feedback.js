/**
 * Feedback at the end of a chapter, and on each question.
 *
 * The words and the settings are those of the page's `<dialog class="gradbook-report">`. Nothing
 * leaves the page before a reader has seen it and presses what says where it goes. What was
 * answered at the end of a chapter is kept as `fb` in the record `p/<chapter>`.
 */

import { issueUrl, linesOf } from "./feedback/report.js";
import { openStore } from "./store.js";

/**
 * @typedef {import("./feedback/report.js").Report} Report
 * @typedef {object} Settings
 * @property {{[rating: string]: string}} issues  how the addresses of issue forms begin
 * @property {string} endpoint  address to which reports are sent, if there is one
 * @property {string} files  address of the folder of the sources, if they are published
 * @property {Report} report  what is the same in all reports of the page
 * @property {{[name: string]: string}} words
 */

const store = openStore();
const box = /** @type {HTMLDialogElement | null} */ (document.querySelector(".gradbook-report"));
if (box) start(box, JSON.parse(box.dataset.settings ?? ""));

/**
 * @param {HTMLDialogElement} box
 * @param {Settings} settings
 */
function start(box, { issues, endpoint, files, report: common, words }) {
  const panel = /** @type {HTMLElement} */ (box.querySelector(".gradbook-say"));
  const aside = /** @type {HTMLElement | null} */ (document.querySelector(".gradbook-feedback"));
  if (aside) askAboutChapter(aside, /** @type {HTMLElement} */ (panel.cloneNode(true)));
  const open = enliven(panel);
  const head = /** @type {HTMLElement} */ (box.querySelector("strong"));
  document.addEventListener("quiz:ready", ({ target }) => offer(/** @type {any} */ (target)));
  for (const form of document.querySelectorAll("[data-quiz-ready]")) offer(form);

  /**
   * Bring a panel to life, which is followed by its status.
   *
   * @param {HTMLElement} panel
   * @returns {(about: Partial<Report>, said: string) => void}  makes it one about something
   */
  function enliven(panel) {
    const [text, preview] = panel.querySelectorAll("textarea");
    const link = panel.querySelector("a");
    let whole = true;
    let sent = "";
    /** @type {Report} */
    let report = common;

    const say = (/** @type {string} */ sentence) =>
      panel.nextElementSibling?.replaceChildren(sentence);

    function update() {
      /** @type {NodeListOf<HTMLInputElement>} */
      const chosen = panel.querySelectorAll("fieldset:not([hidden]) :checked");
      const reasons = [...chosen].map(({ value }) => value);
      report = { ...report, reasons, text: text.value };
      preview.value = linesOf(report);
      if (link) ({ url: link.href, whole } = issueUrl(issues, report, words.note));
    }

    /** @type {{[does: string]: () => unknown}} */
    const actions = {
      open: () => say(whole ? words.opened : words.cut),
      async copy() {
        try {
          await navigator.clipboard.writeText(preview.value);
          say(words.copied);
        } catch {
          preview.select();
          say(words.blocked);
        }
      },
      async send() {
        const body = JSON.stringify(report);
        if (body === sent) return;
        sent = body;
        say(words.sending);
        try {
          const answer = await fetch(endpoint, {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body,
            credentials: "omit",
            redirect: "error",
            referrerPolicy: "no-referrer",
          });
          if (!answer.ok) throw answer;
          say(words.sent);
        } catch {
          sent = "";
          say(words.failed);
        }
      },
    };

    panel.addEventListener("input", update);
    panel.addEventListener("click", ({ target }) => {
      actions[/** @type {HTMLElement} */ (target).dataset.does ?? ""]?.();
    });

    return (about, said) => {
      if (about.quiz?.question !== report.quiz?.question) {
        text.value = "";
        for (const tick of panel.querySelectorAll("input")) tick.checked = false;
      }
      report = { ...common, ...about };
      for (const reasons of panel.querySelectorAll("fieldset")) {
        reasons.hidden = reasons.dataset.for !== about.rating;
      }
      update();
      say(said);
    };
  }

  /**
   * @param {HTMLElement} aside
   * @param {HTMLElement} panel
   */
  function askAboutChapter(aside, panel) {
    const key = `p/${aside.dataset.chapter}`;
    const buttons = aside.querySelectorAll("button");
    const open = enliven(panel);

    const press = (/** @type {unknown} */ rating) => {
      for (const button of buttons) button.ariaPressed = `${button.value === rating}`;
    };
    for (const link of aside.querySelectorAll("a")) link.remove();
    for (const button of buttons) {
      const rating = button.value;
      button.hidden = false;
      button.addEventListener("click", () => {
        store.set(key, { read: null, ...store.get(key), fb: rating });
        press(rating);
        aside.lastElementChild?.before(panel);
        open({ rating }, words.thanks);
      });
    }
    press(store.get(key)?.fb);
  }

  /** Put a button on a question. @param {Element} form */
  function offer(form) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "gradbook-report-question";
    button.textContent = words.report;
    button.addEventListener("click", () => {
      const { quizId: question = "", quizSrc = "" } = /** @type {HTMLElement} */ (form).dataset;
      const source = files ? files + quizSrc.replace("#", "?plain=1#") : quizSrc;
      const choice = `${store.get(`q/${question}`)?.a ?? ""}`.slice(0, 500);
      const page = quizSrc.replace(/\.\w+#.*/, "");
      const name = form.querySelector("legend")?.textContent?.split(" · ")[0];
      head.textContent = `${words.report}: ${name}`;
      open({ page, rating: "problem", quiz: { question, source, choice } }, "");
      box.showModal();
    });
    form.querySelector(".quiz-more")?.append(button);
  }
}
