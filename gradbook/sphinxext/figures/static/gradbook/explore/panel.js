/**
 * What stands below a drawing: controls, what is seen in words, numbers, and what can be taken along.
 *
 * @typedef {import("./kind.js").Kind} Kind
 */

import { makeControls } from "./controls.js";
import { copy, drawingOf, save } from "./take.js";

/**
 * @param {{root: HTMLElement, place: HTMLElement, stage: HTMLElement, kind: Kind, settings: any,
 *   change: (part: object) => void, reset: () => void, link: () => string, state: () => any}} figure
 */
export function makePanel({ root, place, stage, kind, settings, change, reset, link, state }) {
  const { id } = settings;
  const controls = makeControls(kind, settings, change);
  const words = element("p", "explore-words");
  const status = element("p", "explore-status");
  status.setAttribute("role", "status");
  const bar = element("p", "explore-bar");
  const table = element("table", "explore-numbers");
  const code = element("div", "explore-code"); // no <pre>: the theme decides who gets the focus there
  code.tabIndex = 0;
  code.setAttribute("role", "group");
  code.setAttribute("aria-label", "The same with the package");
  for (const part of [table, code]) part.hidden = true;
  table.id = `${root.id}-numbers`;
  code.id = `${root.id}-code`;
  const seen = () => kind.compute(state(), settings);
  const tell = (/** @type {string} */ text) => {
    place.querySelector(".explore-warning")?.remove();
    status.textContent = text;
  };

  /** @param {string} label @param {() => unknown} act */
  const button = (label, act) => {
    const made = bar.appendChild(document.createElement("button"));
    made.type = "button";
    made.textContent = label;
    made.addEventListener("click", act);
    return made;
  };
  /** @param {string} label @param {HTMLElement} part */
  const toggle = (label, part) => {
    const made = button(label, () => {
      part.hidden = !part.hidden;
      made.setAttribute("aria-expanded", String(!part.hidden));
      fill();
    });
    made.setAttribute("aria-expanded", "false");
    made.setAttribute("aria-controls", part.id);
  };
  const fill = () => {
    if (!table.hidden) table.replaceChildren(...kind.rows(state(), seen()).map(row));
    if (!code.hidden) code.textContent = kind.code(state());
  };

  button("Reset", reset);
  button("Copy link", async () => tell(await copy(link())));
  toggle("Numbers", table);
  toggle("Code", code);
  button("SVG", () => save(drawingOf(stage), `${id}.svg`, "image/svg+xml"));
  button("CSV", () => save(kind.csv(state(), seen()), `${id}.csv`, "text/csv"));
  place.append(controls.element, words, bar, status, table, code);
  if (settings.challenge) place.append(challenge());

  function challenge() {
    const { ask, check } = kind.challenges[settings.challenge];
    const asked = element("p", "explore-challenge");
    const label = element("strong", "");
    label.textContent = "Challenge. ";
    const said = element("span", "explore-said");
    said.setAttribute("role", "status");
    let attempt = 0;
    const test = document.createElement("button");
    test.type = "button";
    test.textContent = "Check";
    test.addEventListener("click", () => {
      const missing = check(state(), seen());
      said.textContent = missing || "Solved.";
      said.dataset.ok = String(!missing);
      const detail = { id, challenge: settings.challenge, ok: !missing, attempt: ++attempt };
      root.dispatchEvent(new CustomEvent("explore:challenge", { bubbles: true, detail }));
    });
    asked.append(label, `${ask} `, test, " ", said);
    return asked;
  }

  return {
    tell,
    /** Say what went wrong where all can see it. @param {string} text */
    warn(text) {
      tell("");
      const said = element("p", "explore-warning");
      said.setAttribute("role", "alert");
      said.textContent = text;
      place.prepend(said);
    },
    /** @param {any} now @param {any} computed */
    show(now, computed) {
      controls.show(now);
      words.textContent = kind.words(now, computed);
      fill();
    },
  };
}

/** @param {string[]} cells */
function row([name, value]) {
  const made = document.createElement("tr");
  const head = made.appendChild(document.createElement("th"));
  head.scope = "row";
  head.textContent = name;
  made.appendChild(document.createElement("td")).textContent = value;
  return made;
}

/** @param {string} tag @param {string} style */
function element(tag, style) {
  const made = document.createElement(tag);
  made.className = style;
  return made;
}
