/** What a reader takes to a language model: the task of a tutor, and a question. */

/** Characters of a prompt, as an address encodes them. */
export const LIMIT = 1500;

/**
 * A prompt for a tutor; a question that is too long loses its end.
 *
 * @param {string} task which page to read, and how to tutor
 * @param {string} question may be empty
 * @param {number} [limit]
 * @returns {string}
 */
export function promptOf(task, question, limit = LIMIT) {
  const letters = [...question.trim().replace(/\p{Surrogate}/gu, "")].slice(0, limit);
  let prompt = task;
  for (let mark = ""; letters.length; mark = "…") {
    prompt = `${task} My question: ${letters.join("")}${mark}`;
    if (encodeURIComponent(prompt).length <= limit) return prompt;
    letters.pop();
  }
  return task;
}

/**
 * The text of an element on one line, formulas as their source.
 *
 * @param {Element | null | undefined} element
 * @returns {string}
 */
export function wordsOf(element) {
  const copy = /** @type {Element | undefined} */ (element?.cloneNode(true));
  for (const formula of copy?.querySelectorAll(".katex") ?? []) {
    formula.replaceWith(`$${formula.querySelector("annotation")?.textContent}$`);
  }
  return (copy?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * What a reader has answered: what is chosen or typed, each selection with its row, or the rows in
 * the order in which they stand.
 *
 * @param {HTMLFormElement} form
 * @returns {string}
 */
export function answerIn(form) {
  const fields = form.querySelectorAll(
    "fieldset :is(input:checked, [type=text], select, textarea), " +
      ".quiz-rows > :not([data-out]) .quiz-text",
  );
  return Array.from(fields, (/** @type {any} */ field) => {
    const row = wordsOf(field.closest(".quiz-option")?.querySelector(".quiz-text"));
    if (field.checked || !field.form) return row;
    const given = field.selectedOptions?.[0]?.text ?? field.value;
    return row ? `${row}: ${given}` : given;
  }).join("; ");
}
