/** What an order is worth. */

import { sentence } from "./grade.js";

/** @typedef {import("./grade.js").Key} Key */

/**
 * Grade an order: how many lines are in order among themselves, as many as can be taken together;
 * so one line that stands too high does not spoil those that it has pushed down.
 *
 * @param {Key} key
 * @param {string[]} used ids from top to bottom; the same id twice is the same text twice
 * @returns {import("./grade.js").Verdict & {kept: Set<number>}} also, which of `used` are in order
 */
export function gradeOrder(key, used) {
  const wanted = arrangedAs(used, key);
  const kept = inOrder(used, wanted);
  const count = wanted.length;
  const ok = kept.size === count && used.length === count;
  const foreign = used.filter((id) => !wanted.includes(id)).length;
  const missing = Math.max(0, count - used.length + foreign);
  const told = used.filter((_, index) => !kept.has(index));
  const marks = (key.rows ?? [])
    .filter(({ id, html }) => html && told.includes(id))
    .map((row) => ({ ...row, ok: false }));
  const parts = [`Not yet: ${kept.size} of ${count} are in order`];
  if (foreign) parts.push(`${foreign} too many`);
  if (missing) parts.push(`${missing} missing`);
  return {
    ok,
    part: kept.size / Math.max(count, used.length),
    marks,
    sentence: sentence(ok, marks, key).replace("Not correct", parts.join(", ")),
    kept,
  };
}

/**
 * The right order, with what may swap as it was given.
 *
 * @param {string[]} used
 * @param {Key} key
 */
function arrangedAs(used, { order = [], groups = [] }) {
  return [...new Set(groups)].flatMap((group) => {
    const end = groups.lastIndexOf(group) + 1;
    const [given, wanted] = [used, order].map((ids) => ids.slice(group, end));
    if ([...given].sort().join() === [...wanted].sort().join()) return given;
    return wanted.sort((one, other) => used.indexOf(one) - used.indexOf(other));
  });
}

/**
 * The longest common subsequence.
 *
 * @param {string[]} used
 * @param {string[]} wanted
 * @returns {Set<number>} its indices in `used`
 */
function inOrder(used, wanted) {
  /** For each number of `wanted`, the longest with the first ones. @type {number[][]} */
  let best = [[], ...wanted.map(() => [])];
  for (const [place, id] of used.entries()) {
    /** @type {number[][]} */
    const next = [[]];
    for (const [index, other] of wanted.entries()) {
      const longer = best[index + 1].length > next[index].length ? best[index + 1] : next[index];
      next.push(id === other ? [...best[index], place] : longer);
    }
    best = next;
  }
  return new Set(best.at(-1));
}
