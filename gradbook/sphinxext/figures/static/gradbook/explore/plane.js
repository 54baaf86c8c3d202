/**
 * A window onto the plane, in which right angles are right angles: scales, axes and contours.
 *
 * @typedef {import("./functions.js").Plane} Plane
 * @typedef {import("./functions.js").Point} Point
 * @typedef {{left: number, top: number, width: number, height: number}} Box
 * @typedef {import("d3-selection").Selection<SVGGElement, unknown, null, undefined>} Group
 */

import { axisBottom, axisLeft } from "d3-axis";
import { contours } from "d3-contour";
import { scaleLinear } from "d3-scale";
import { levelsOf, sample } from "./levels.js";

const CELLS = 72;
const LEVELS = 9;
let clips = 0;

/**
 * @param {Group} parent
 * @param {Box} box the place of the window within the drawing, axes not counted
 */
export function makePlane(parent, { left, top, width, height }) {
  const name = `explore-clip-${++clips}`;
  parent.append("clipPath").attr("id", name).append("rect").attr("x", left).attr("y", top)
    .attr("width", width).attr("height", height);
  const below = parent.append("g").attr("class", "explore-axis")
    .attr("transform", `translate(0,${top + height})`);
  const beside = parent.append("g").attr("class", "explore-axis").attr("transform", `translate(${left},0)`);
  const clipped = parent.append("g").attr("clip-path", `url(#${name})`);
  const map = clipped.append("path").attr("class", "explore-contours");
  const one = clipped.append("path").attr("class", "explore-level");
  const x = scaleLinear().range([left, left + width]);
  const y = scaleLinear().range([top + height, top]);
  /** @type {import("./levels.js").Grid} */
  let grid;

  /** @param {readonly number[]} levels */
  const trace = (levels) => {
    const find = contours().size([grid.columns, grid.rows]);
    const rings = levels.flatMap((level) => find.contour(grid.heights, level).coordinates.flat());
    return rings.map((ring) => `M${ring.map(pixel).join("L")}Z`).join("");
  };
  /** @param {number[]} place in cells; the middle of the first one is at 0.5 */
  const pixel = ([column, row]) => {
    const [here, there] = [x(grid.x + (column - 0.5) * grid.dx), y(grid.y + (row - 0.5) * grid.dy)];
    return `${here.toFixed(1)},${there.toFixed(1)}`;
  };

  return {
    x,
    y,
    clipped,
    /**
     * Show at least this part of the plane.
     *
     * @param {Plane} f
     * @param {Point} xs
     * @param {Point} ys
     * @param {number} power
     */
    show(f, xs, ys, power) {
      const unit = Math.max((xs[1] - xs[0]) / width, (ys[1] - ys[0]) / height);
      x.domain(around(xs, unit * width));
      y.domain(around(ys, unit * height));
      grid = sample(f.value, x.domain(), y.domain(), CELLS);
      map.attr("d", trace(levelsOf(grid.heights, LEVELS, power)));
      below.call(axisBottom(x).ticks(5).tickSize(4));
      beside.call(axisLeft(y).ticks(5).tickSize(4));
    },
    /** Draw one more level. @param {number} height */
    level(height) {
      one.attr("d", trace([height]));
    },
    /** Where a point of the drawing is. @param {number} px @param {number} py @returns {Point} */
    at: (px, py) => [x.invert(px), y.invert(py)],
    /** @param {Point} point @returns {Point} */
    to: ([a, b]) => [x(a), y(b)],
  };
}

/** @param {Point} pair @param {number} length */
function around([low, high], length) {
  const middle = (low + high) / 2;
  return [+(middle - length / 2).toFixed(9), +(middle + length / 2).toFixed(9)];
}

/**
 * Write a path through points.
 *
 * @param {readonly (readonly number[])[]} points
 */
export function lineThrough(points) {
  return `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`;
}
