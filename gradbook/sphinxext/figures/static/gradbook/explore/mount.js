/**
 * Puts a figure that can be moved into the place of the drawn one.
 *
 * A change goes one way: a handle or a control changes the state, the kind computes what is to be
 * seen of it, and all of it is drawn in the next frame.
 */

import { select } from "d3-selection";
import { makePanel } from "./panel.js";
import { descent } from "./kinds/descent.js";
import { field } from "./kinds/field.js";
import { fragmentOf, stateIn } from "./state.js";

/** @type {{[kind: string]: import("./kind.js").Kind}} */
export const KINDS = { field, descent };

const WIDE = 520;
const QUIET = 600; // until a change is told, and stands in the address

/** @param {HTMLElement} root */
export function mount(root) {
  const settings = JSON.parse(root.dataset.explore ?? "");
  const kind = KINDS[settings.kind];
  const stage = /** @type {HTMLElement} */ (root.querySelector(".explore-stage"));
  const place = /** @type {HTMLElement} */ (root.querySelector(".explore-panel"));
  const name = root.querySelector("img")?.alt ?? "";
  let state = kind.initial(settings);
  let frame = 0;
  let timer = 0;
  /** @type {ReturnType<typeof kind.build>} */
  let redraw;
  /** @type {boolean | undefined} */
  let wide;

  const fields = () => kind.fields(settings, state);
  const draw = () => {
    frame = 0;
    const seen = kind.compute(state, settings);
    redraw(state, seen, fields());
    panel.show(state, seen);
  };
  /** @type {import("./kind.js").Change} */
  const change = (part) => {
    const next = { ...state, ...(typeof part === "function" ? part(state) : part) };
    if (next.f !== state.f) Object.assign(next, pointOf(kind.view(settings, next.f).at));
    state = within(next, kind.fields(settings, next));
    frame ||= requestAnimationFrame(draw);
    clearTimeout(timer);
    timer = setTimeout(settle, QUIET);
  };
  const settle = () => {
    panel.tell(kind.words(state, kind.compute(state, settings)));
    history.replaceState(history.state, "", fragmentOf(root.id, state));
  };
  const reset = () => {
    clearTimeout(timer);
    state = kind.initial(settings);
    draw();
    panel.tell(`As it was at the beginning. ${kind.words(state, kind.compute(state, settings))}`);
    if (location.hash.startsWith(`#${root.id}:`)) history.replaceState(history.state, "", `#${root.id}`);
  };
  const link = () => {
    clearTimeout(timer); // what is said of the link is not to be followed by older words
    settle();
    return location.href;
  };
  const panel = makePanel({ root, place, stage, kind, settings, change, reset, link, state: () => state });

  const lay = () => {
    const now = stage.clientWidth >= WIDE;
    if (now === wide) return;
    wide = now;
    const layout = kind.layout(wide);
    stage.querySelector("svg")?.remove();
    const svg = select(stage).append("svg").attr("viewBox", `0 0 ${layout.width} ${layout.height}`)
      .attr("role", "group").attr("aria-label", name);
    redraw = kind.build(svg.append("g"), layout, settings, change);
    draw();
  };

  const restore = () => {
    try {
      const found = stateIn(location.hash, root.id, (given) => kind.fields(settings, { ...state, ...given }));
      if (!found) return;
      const f = found.f ?? state.f;
      const at = f === state.f ? {} : pointOf(kind.view(settings, String(f)).at);
      state = { ...kind.initial(settings), ...at, ...found };
      root.scrollIntoView({ block: "center" });
    } catch (error) {
      state = kind.initial(settings);
      const reason = error instanceof RangeError ? error.message : String(error);
      panel.warn(`The link to this figure cannot be read: ${reason}. The figure is as at the beginning.`);
    }
    draw();
  };

  root.classList.add("explore-alive");
  lay();
  restore();
  new ResizeObserver(lay).observe(stage);
  addEventListener("hashchange", restore);
  root.dispatchEvent(new CustomEvent("explore:ready", { bubbles: true, detail: { id: settings.id } }));
}

/** @param {readonly number[]} point */
const pointOf = ([x, y]) => ({ x, y });

/**
 * Keep every number of a state within its range.
 *
 * @param {any} state
 * @param {import("./state.js").Fields} fields
 */
function within(state, fields) {
  for (const [name, field] of Object.entries(fields)) {
    if ("least" in field) {
      const inside = Math.min(field.most, Math.max(field.least, state[name]));
      state[name] = +inside.toFixed(4);
    }
  }
  return state;
}
