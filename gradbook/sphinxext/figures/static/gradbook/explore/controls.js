/**
 * Native controls for some fields of a figure.
 *
 * @typedef {import("./state.js").Choice} Choice
 * @typedef {import("./state.js").Range} Range
 */

import { say } from "./words.js";

let made = 0;

/**
 * @param {import("./kind.js").Kind} kind
 * @param {any} settings
 * @param {(part: object) => void} change
 */
export function makeControls(kind, settings, change) {
  const all = document.createElement("div");
  all.className = "explore-controls";
  const fields = kind.fields(settings, kind.initial(settings));
  const several = kind.controls.filter((name) => {
    const field = fields[name];
    if (name === "kappa" && settings.functions && !settings.functions.includes("ellipse")) return false;
    return "least" in field || Object.keys(field.choices).length > 1;
  });
  const controls = several.map((name) => {
    const field = fields[name];
    const set = (/** @type {string | number} */ value) => change({ [name]: value });
    const { element, show } = "least" in field ? slider(field, set) : menu(field, set);
    all.append(element);
    return { name, show };
  });
  return {
    element: all,
    /** @param {any} state */
    show(state) {
      for (const { name, show } of controls) show(state[name], isUsed(name, state));
    },
  };
}

/** Whether a field matters in a state. @param {string} name @param {any} state */
function isUsed(name, state) {
  if (name === "kappa") return !state.f || state.f === "ellipse";
  return name !== "step" || state.method === "fixed";
}

/**
 * @param {Range} field
 * @param {(value: number) => void} set
 */
function slider({ label, least, most, step, unit = "" }, set) {
  const element = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { type: "range", min: least, max: most, step });
  const output = document.createElement("output");
  element.append(span(label), input, output);
  input.addEventListener("input", () => set(input.valueAsNumber));
  input.addEventListener("keydown", (event) => event.stopPropagation()); // the theme turns pages
  return {
    element,
    /** @param {string | number} given @param {boolean} used */
    show(given, used) {
      const value = Number(given);
      input.value = String(value);
      input.disabled = !used;
      output.textContent = `${say(value, 4)}${unit}`;
      input.setAttribute("aria-valuetext", `${say(value, 4)}${unit === "°" ? " degrees" : unit}`);
    },
  };
}

/**
 * @param {Choice} field
 * @param {(value: string) => void} set
 */
function menu({ label, choices }, set) {
  const element = document.createElement("label");
  const select = document.createElement("select");
  select.id = `explore-menu-${++made}`;
  for (const [value, text] of Object.entries(choices)) select.add(new Option(text, value));
  element.append(span(label), select);
  select.addEventListener("change", () => set(select.value));
  select.addEventListener("keydown", (event) => event.stopPropagation());
  return {
    element,
    /** @param {string | number} value */
    show(value) {
      select.value = String(value);
    },
  };
}

/** @param {string} text */
function span(text) {
  const made = document.createElement("span");
  made.textContent = text;
  return made;
}
