/**
 * What a kind of figure says of itself.
 *
 * Settings, states and what is computed of them differ from kind to kind, so they are not typed.
 *
 * @typedef {import("./state.js").Fields} Fields
 * @typedef {import("./plane.js").Group} Group
 * @typedef {{label: string, python: string, x: [number, number], y: [number, number],
 *   at: [number, number], power: number}} View
 *
 * @typedef {(part: object | ((state: any) => object)) => void} Change the values to change, or how
 *   they follow from the present state, which is drawn later
 *
 * @typedef {object} Challenge
 * @property {string} ask
 * @property {(state: any, seen: any) => string} check what is still missing; nothing if it is solved
 *
 * @typedef {object} Kind
 * @property {string[]} controls the fields that have one
 * @property {(wide: boolean) => any} layout `width` and `height` of the drawing, and its boxes
 * @property {(settings: any, f: string) => View} view
 * @property {(settings: any, found: {[name: string]: any}) => Fields} fields
 * @property {(settings: any) => any} initial the state at the beginning
 * @property {(state: any, settings: any) => any} compute all numbers that the figure shows; pure
 * @property {(svg: Group, layout: any, settings: any, change: Change) =>
 *   (state: any, seen: any, fields: Fields) => void} build draw, and return how to draw again
 * @property {(state: any, seen: any) => string} words what is seen, in sentences
 * @property {(state: any, seen: any) => string[][]} rows names and numbers
 * @property {(state: any, seen: any) => string} csv
 * @property {(state: any) => string} code the same with the Python package
 * @property {{[name: string]: Challenge}} challenges
 */

export {};
