/**
 * Heights on a grid, and the levels at which to draw contours. Pure.
 *
 * @typedef {import("./functions.js").Height} Height
 * @typedef {{columns: number, rows: number, x: number, y: number, dx: number, dy: number,
 *   heights: number[]}} Grid
 */

/**
 * Evaluate a function on a grid that sticks out of the window, so that its rim is not seen.
 *
 * @param {Height} f
 * @param {readonly number[]} xs
 * @param {readonly number[]} ys
 * @param {number} cells along the longer side
 * @returns {Grid}
 */
export function sample(f, [left, right], [low, high], cells) {
  const size = Math.max(right - left, high - low) / cells;
  const columns = Math.ceil((right - left) / size) + 3;
  const rows = Math.ceil((high - low) / size) + 3;
  const [x, y] = [left - size, low - size];
  const heights = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      heights.push(f(x + column * size, y + row * size));
    }
  }
  return { columns, rows, x, y, dx: size, dy: size, heights };
}

/**
 * Choose levels between the lowest and the highest, closer together where the function is low.
 *
 * @param {readonly number[]} heights
 * @param {number} count
 * @param {number} power 1 for levels at equal distances
 */
export function levelsOf(heights, count, power) {
  let [low, high] = [Infinity, -Infinity];
  for (const height of heights) {
    low = Math.min(low, height);
    high = Math.max(high, height);
  }
  return Array.from({ length: count }, (_, k) => low + (high - low) * ((k + 1) / (count + 1)) ** power);
}
