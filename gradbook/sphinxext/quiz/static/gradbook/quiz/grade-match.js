/** What a choice for every row is worth. */

/** @typedef {import("./grade.js").Key} Key */

/**
 * Grade rows by what was chosen for each; one without a choice is not matched yet.
 *
 * @param {Key} key
 * @param {Map<string, string>} chosen id of what was chosen, by the id of the row
 * @returns {import("./grade.js").Verdict}
 */
export function gradeMatch({ pairs = {}, options = [], explanation }, chosen) {
  const rows = Object.entries(pairs);
  const hits = rows.filter(([row, choice]) => chosen.get(row) === choice).length;
  const ok = hits === rows.length;
  const used = [...chosen.values()];
  const marks = options
    .filter(({ id }) => chosen.has(id) || used.includes(id))
    .map((option) => ({ ...option, ok: chosen.has(option.id) && chosen.get(option.id) === pairs[option.id] }));
  const verdict = ok ? "Correct." : `Not yet: ${hits} of ${rows.length} matched.`;
  const below = ok && explanation ? " Explanation below." : marks[0] && " Feedback below.";
  return { ok, part: hits / rows.length, marks, sentence: verdict + (below || "") };
}
