/**
 * When a question comes back: a ladder of days, climbed by answering well when it is due.
 *
 * The log of a question is all that is kept of its answers; where it stands on the ladder is worked
 * out from the log each time, so the rules can change without a change of the records. Nothing
 * here touches the page or the storage.
 */

/**
 * An answer: when it was given, in milliseconds, how well, and what was chosen.
 *
 * @typedef {[time: number, rating: number, choice: string]} Answer
 *
 * @typedef {object} Standing
 * @property {number} rung 0 to 4: place in `LADDER`
 * @property {number} due when to ask again, in milliseconds; infinite before the first answer
 * @property {boolean} remembered answered well after three weeks or more, and not failed since
 * @property {number} good how many answers were Good
 */

export const AGAIN = 1;
export const HARD = 2;
export const GOOD = 3;

/** Days until a question comes back, by rung. */
export const LADDER = [1, 3, 7, 21, 60];

export const DAY = 86_400_000;

/** The shortest wait, in days, after which a good answer shows that it is remembered. */
const LONG = 21;

/**
 * The answers of a stored log; what is not an answer is left out.
 *
 * @param {unknown} log
 * @returns {Answer[]}
 */
export function answers(log) {
  return Array.isArray(log) ? log.filter(isAnswer) : [];
}

/**
 * @param {unknown} entry
 * @returns {entry is Answer}
 */
export function isAnswer(entry) {
  return Array.isArray(entry) && entry.map((field) => typeof field) + "" === "number,number,string";
}

/**
 * Work out where a question stands from the log of its answers.
 *
 * The first answer leads to rung 0, and so does Again whenever it is given. Before the question is
 * due no other answer changes anything. Once it is due, Hard repeats the rung and Good leads to the
 * next one; from the top it leads to the top again.
 *
 * @param {unknown} log in any order, as it is stored; not changed
 * @returns {Standing}
 */
export function replay(log) {
  const standing = { rung: 0, due: Infinity, remembered: false, good: 0 };
  for (const [time, rating] of answers(log).sort((one, other) => one[0] - other[0])) {
    const first = standing.due === Infinity;
    const early = time < standing.due;
    if (rating === GOOD) standing.good += 1;
    if (rating === AGAIN) {
      standing.rung = 0;
      standing.remembered = false;
    } else if (early && !first) {
      continue;
    } else if (rating === GOOD && !first) {
      standing.remembered ||= LADDER[standing.rung] >= LONG;
      standing.rung = Math.min(standing.rung + 1, LADDER.length - 1);
    }
    standing.due = time + LADDER[standing.rung] * DAY;
  }
  return standing;
}
