/** What a reader can take along: a link, the drawing, the numbers. */

const LOOK = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-size", "font-family", "text-anchor", "visibility"];

/**
 * Copy a text, and say how that went.
 *
 * @param {string} text
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return "Link copied.";
  } catch {
    return `The browser did not let the page copy. The link is ${text}`;
  }
}

/**
 * Offer a file.
 *
 * @param {string} text
 * @param {string} name
 * @param {string} type
 */
export function save(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/**
 * Write the drawing with its look, which on the page comes from the style sheet.
 *
 * @param {HTMLElement} stage
 */
export function drawingOf(stage) {
  const here = /** @type {SVGElement} */ (stage.querySelector("svg"));
  const copy = /** @type {SVGElement} */ (here.cloneNode(true));
  const copies = copy.querySelectorAll("*");
  here.querySelectorAll("*").forEach((element, index) => {
    const look = getComputedStyle(element);
    for (const name of LOOK) copies[index].setAttribute(name, look.getPropertyValue(name));
  });
  for (const reach of copy.querySelectorAll(".explore-reach, .explore-ring")) reach.remove();
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}
