/**
 * A small chart beside the plane: two axes and a title.
 *
 * @typedef {import("./plane.js").Box} Box
 * @typedef {import("./plane.js").Group} Group
 */

import { axisBottom, axisLeft } from "d3-axis";

let clips = 0;

/**
 * @param {Group} parent
 * @param {Box} box
 * @param {{x: any, y: any, title: string, ticks?: any[], format?: (value: any) => string}} options
 */
export function makeChart(parent, { left, top, width, height }, options) {
  const { x, y, title } = options;
  x.range([left, left + width]);
  y.range([top + height, top]);
  const name = `explore-chart-${++clips}`;
  parent.append("text").attr("class", "explore-title").attr("x", left).attr("y", top - 8).text(title);
  parent.append("clipPath").attr("id", name).append("rect").attr("x", left).attr("y", top - 4)
    .attr("width", width + 4).attr("height", height + 8);
  const below = parent.append("g").attr("class", "explore-axis")
    .attr("transform", `translate(0,${top + height})`);
  const beside = parent.append("g").attr("class", "explore-axis").attr("transform", `translate(${left},0)`);
  const clipped = parent.append("g").attr("clip-path", `url(#${name})`);
  let drawn = "";
  return {
    clipped,
    /** Draw the axes for the domains that the scales have now. */
    axes() {
      const now = `${x.domain()} ${y.domain()}`;
      if (now === drawn) return;
      drawn = now;
      const bottom = axisBottom(x).tickSize(4);
      const side = axisLeft(y).ticks(4).tickSize(4);
      below.call(options.ticks ? bottom.tickValues(options.ticks) : bottom.ticks(5));
      beside.call(options.format ? side.tickFormat(options.format) : side);
    },
  };
}
