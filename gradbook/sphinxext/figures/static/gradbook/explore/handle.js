/**
 * A handle that can be dragged, and moved by arrow keys.
 *
 * Only the handle itself keeps a finger from scrolling the page.
 *
 * @typedef {import("./functions.js").Point} Point
 * @typedef {import("./plane.js").Group} Group
 */

import { drag } from "d3-drag";

const REACH = 22; // of a finger

/** @type {{[key: string]: Point}} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
const FAST = 10;

/**
 * @typedef {object} Options
 * @property {string} label what it is called
 * @property {string} [role] what it is, if it is no ordinary slider
 * @property {(place: Point) => void} drag to a place of the drawing
 * @property {(steps: Point) => void} push by some steps to the right and up
 * @property {string} shape of the handle, a path around (0, 0)
 */

/**
 * @param {Group} parent
 * @param {Options} options
 */
export function makeHandle(parent, options) {
  const group = parent.append("g").attr("class", "explore-handle").attr("role", "slider")
    .attr("tabindex", 0).attr("aria-label", options.label);
  if (options.role) group.attr("aria-roledescription", options.role);
  group.append("circle").attr("class", "explore-reach").attr("r", REACH);
  group.append("circle").attr("class", "explore-ring").attr("r", 13);
  group.append("path").attr("class", "explore-grip").attr("d", options.shape);
  /** @type {Point} */
  let here = [0, 0];
  group.call(
    /** @type {any} */ (
      drag().subject(() => ({ x: here[0], y: here[1] }))
        .on("start", () => /** @type {SVGGElement} */ (group.node()).focus({ preventScroll: true }))
        .on("drag", ({ x, y }) => options.drag([x, y]))
    ),
  );
  group.on("keydown", (/** @type {KeyboardEvent} */ event) => {
    const arrow = ARROWS[event.key] ?? { PageUp: [FAST, FAST], PageDown: [-FAST, -FAST] }[event.key];
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the theme turns pages by arrow keys
    const factor = event.shiftKey ? FAST : 1;
    options.push([arrow[0] * factor, arrow[1] * factor]);
  });

  /**
   * Put the handle somewhere, and say where it is.
   *
   * @param {Point} place
   * @param {{now: number, least: number, most: number, text: string}} value
   */
  return (place, { now, least, most, text }) => {
    here = place;
    group.attr("transform", `translate(${place.map((at) => at.toFixed(1))})`)
      .attr("aria-valuenow", +now.toPrecision(4)).attr("aria-valuemin", least)
      .attr("aria-valuemax", most).attr("aria-valuetext", text);
  };
}

export const DISC = "M-8,0a8,8 0 1,0 16,0a8,8 0 1,0 -16,0";
export const DIAMOND = "M0,-9L9,0L0,9L-9,0Z";
