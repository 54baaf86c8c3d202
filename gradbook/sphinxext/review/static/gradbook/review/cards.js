/**
 * Questions as a table that Anki imports. The columns are id, front, back and tags; a card that is
 * imported again replaces the one with its id.
 *
 * @typedef {import("./queue.js").Question} Question
 * @typedef {{id: string, ok: boolean, html: string, text?: string}} Row
 * @typedef {{unit?: string, explanation?: string, order?: string[], options?: Row[],
 *   matchers?: Row[], rows?: Row[]}} Key
 */

import { decode, fetchQuestion } from "./page.js";
import { pause } from "./queue.js";
import { linkTo } from "./site.js";

const HEAD = "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n";

/**
 * Make a table of questions, each taken from its page; between two the page may do other things.
 *
 * @param {Question[]} questions
 * @param {string} book
 * @param {(done: number) => void} tell
 * @returns {Promise<{table: string, lost: number}>} `lost` counts those that could not be fetched
 */
export async function cards(questions, book, tell) {
  const rows = [];
  for (const [done, question] of questions.entries()) {
    if (done % 10 === 0) tell(done);
    const [form, cell] = await fetchQuestion(question).catch(() => []);
    if (form) rows.push(card(question, form, cell, book));
    await pause();
  }
  return { table: HEAD + rows.join(""), lost: questions.length - rows.length };
}

/** @type {(question: Question, form: Element, cell: Element | undefined, book: string) => string} */
function card(question, form, cell, book) {
  for (const part of [form, cell]) part && writeFormulas(part);
  const key = decode(form.querySelector(".quiz-key")?.textContent ?? "");
  const page = question.url.replace(/(\/|(\/?index)?\.html)?#.*/, "").replaceAll("/", "::");
  const tags = [book, page, ...question.concepts].filter(Boolean).join(" ");
  const back = `${backOf(form, key)}<p>${linkTo(question, question.name).outerHTML}</p>`;
  const cells = [`${book}-${question.id}`, frontOf(form, cell), back, tags];
  return `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join("\t")}\n`;
}

/** @type {(form: Element, cell: Element | undefined) => string} */
function frontOf(form, cell) {
  const prompt = form.querySelector(".quiz-prompt")?.innerHTML ?? "";
  const code = cell?.querySelector(".cell_input")?.innerHTML ?? "";
  const texts = [...form.querySelectorAll(".quiz-option .quiz-text")];
  const options = texts.map(({ innerHTML }) => `<li>${innerHTML}</li>`).join("");
  return prompt + code + (options && `<ol type="A">${options}</ol>`);
}

/** @type {(form: Element, key: Key) => string} */
function backOf(form, key) {
  const { order = [], unit = "", explanation = "" } = key;
  const texts = new Map();
  for (const row of form.querySelectorAll(".quiz-option")) {
    const id = row.getAttribute("data-row") ?? row.querySelector("input")?.value;
    texts.set(id, row.querySelector(".quiz-text")?.innerHTML);
  }
  const rows = (key.options ?? key.matchers ?? key.rows ?? [])
    .filter(({ id }) => !order.includes(id))
    .map(({ id, ok, html, text = "" }) => {
      const verdict = `<b>${ok ? "Correct" : "Not correct"}.</b>`;
      return `<li>${texts.get(id) ?? plain(`${text} ${unit}`)} ${verdict} ${withFormulas(html)}</li>`;
    });
  const right = order.map((id) => `<li>${texts.get(id)}</li>`).join("");
  return (
    (right && `<ol>${right}</ol>`) + `<ul>${rows.join("")}</ul>` + withFormulas(explanation)
  );
}

/** Text as HTML. @param {string} text */
function plain(text) {
  const element = document.createElement("p");
  element.textContent = text.trim();
  return element.innerHTML;
}

/** @param {string} html */
function withFormulas(html) {
  if (!html.includes("katex")) return html;
  const template = document.createElement("template");
  template.innerHTML = html;
  writeFormulas(template.content);
  return template.innerHTML;
}

/**
 * Write formulas that KaTeX has set as their source, which Anki sets itself.
 *
 * @param {ParentNode} root
 */
function writeFormulas(root) {
  for (const formula of root.querySelectorAll(".katex")) {
    const source = formula.querySelector("annotation")?.textContent ?? "";
    const display = formula.closest(".katex-display");
    (display ?? formula).replaceWith(display ? `\\[${source}\\]` : `\\(${source}\\)`);
  }
}
