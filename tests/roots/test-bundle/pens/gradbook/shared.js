/** How to write. A comment that costs nothing. */
export function write(word) {
  return `written: ${word} “so”`;
}
