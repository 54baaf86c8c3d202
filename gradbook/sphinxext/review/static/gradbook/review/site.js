/** The files of the site, and links to them. */

/** @typedef {import("./queue.js").Question} Question */

/** The address of the site's front page. */
export const ROOT = new URL(document.documentElement.dataset.content_root ?? "./", document.baseURI);

/** What was fetched, by address. @type {Map<string, Promise<string>>} */
const pages = new Map();

/**
 * Fetch a file of the site, once.
 *
 * @param {string} address
 * @returns {Promise<string>}
 */
export function load(address) {
  const [file] = address.split("#");
  let page = pages.get(file);
  if (!page) {
    page = fetch(new URL(file, ROOT)).then((answer) => {
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
      return answer.text();
    });
    pages.set(file, page);
    page.catch(() => pages.delete(file));
  }
  return page;
}

/**
 * A link to a question on its own page.
 *
 * @param {Question} question
 * @param {string} words
 */
export function linkTo({ url }, words) {
  const link = document.createElement("a");
  link.href = `${new URL(url, ROOT)}`;
  link.textContent = words;
  return link;
}
