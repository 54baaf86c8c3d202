/**
 * The state of a figure: plain values, written into and read from the fragment of an address. Pure.
 *
 * @typedef {{[name: string]: string | number}} State
 * @typedef {{least: number, most: number, step: number, label: string, unit?: string}} Range
 * @typedef {{choices: {[value: string]: string}, label: string}} Choice
 * @typedef {{[name: string]: Range | Choice}} Fields
 */

/**
 * Write a state: `#explore-steps:step=1.8&x=4`.
 *
 * @param {string} id
 * @param {State} state
 */
export function fragmentOf(id, state) {
  const values = Object.entries(state).map(([name, value]) => [
    name,
    typeof value === "number" ? String(+value.toPrecision(6)) : value,
  ]);
  return `#${id}:${new URLSearchParams(values)}`;
}

/**
 * Read a state from a fragment.
 *
 * @param {string} fragment
 * @param {string} id
 * @param {(found: {[name: string]: string}) => Fields} fieldsOf the fields, given what was found
 * @returns {State | null} the values that the fragment names; null if it is about something else
 * @throws {RangeError} that says what is wrong with it
 */
export function stateIn(fragment, id, fieldsOf) {
  if (!fragment.startsWith(`#${id}:`)) return null;
  const found = Object.fromEntries(new URLSearchParams(fragment.slice(id.length + 2)));
  const fields = fieldsOf(found);
  /** @type {State} */
  const state = {};
  for (const [name, text] of Object.entries(found)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) throw new RangeError(`it has no ‘${name}’`);
    state[name] = valueOf(field, text);
  }
  return state;
}

/**
 * @param {Range | Choice} field
 * @param {string} text
 */
function valueOf(field, text) {
  if ("choices" in field) {
    if (Object.hasOwn(field.choices, text)) return text;
    throw new RangeError(`‘${text}’ is no choice of ‘${field.label}’`);
  }
  const value = text.trim() ? Number(text) : NaN;
  const { least, most, label } = field;
  if (value >= least && value <= most) return value;
  throw new RangeError(`‘${label}’ must be from ${least} to ${most}, not ‘${text}’`);
}
