/**
 * What scripts may do with the book: methods of the global object `gradbook`.
 *
 * Each part adds its own, so `gradbook` has those of the parts that the page has loaded.
 */

/** The version of the methods as a whole. */
const VERSION = "1";

/**
 * Add methods to `gradbook`.
 *
 * @param {Record<string, unknown>} methods
 */
export function provide(methods) {
  const scope = /** @type {{gradbook?: object}} */ (globalThis);
  scope.gradbook = Object.assign(scope.gradbook ?? { version: VERSION }, methods);
}
