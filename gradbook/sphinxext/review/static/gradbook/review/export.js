/** What readers take elsewhere, as files; loaded when they ask for one. */

import { calendar } from "./calendar.js";
import { cards } from "./cards.js";
import { questions as counted } from "./words.js";

const NOTHING = "No question has been answered yet.";

/** @type {(text: string, name: string, type: string) => string} */
function save(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return `Saved as ${name}.`;
}

/**
 * Save the days of review for a calendar.
 *
 * @param {import("./queue.js").Survey} survey
 * @param {string} book
 * @returns {string} what to tell the reader
 */
export function saveCalendar(survey, book) {
  if (survey.items.length === 0) return NOTHING;
  const [address] = location.href.split("#");
  const text = calendar(survey, Date.now(), { book, title: document.title, address });
  return save(text, `${book}-review.ics`, "text/calendar");
}

/**
 * Save questions as cards for Anki.
 *
 * @param {import("./queue.js").Question[]} questions
 * @param {string} book
 * @param {(sentence: string) => void} say
 */
export async function saveCards(questions, book, say) {
  if (questions.length === 0) return say(NOTHING);
  const tell = (/** @type {number} */ done) => say(`${done} of ${counted(questions.length)} read`);
  const { table, lost } = await cards(questions, book, tell);
  const missing = lost > 0 ? ` ${counted(lost)} could not be loaded.` : "";
  say(save(table, `${book}-cards.tsv`, "text/tab-separated-values") + missing);
}
