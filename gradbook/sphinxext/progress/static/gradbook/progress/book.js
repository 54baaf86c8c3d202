/**
 * The book as the build describes it in `book.json`, whose schema says more.
 *
 * @typedef {{id: string, url: string, title: string, number: number, part: string, core: boolean,
 *   quizzes: string[]}} Chapter
 * @typedef {{id: string, chapter: string, was: string[]}} Question
 * @typedef {{v: number, book: string, build: string, chapters: Chapter[], questions: Question[],
 *   totals: {chapters: number, core: number}}} Book
 */

/** The address of the site's front page. */
export const ROOT = new URL(document.documentElement.dataset.content_root ?? "./", document.baseURI);

/**
 * Fetch the description; null where that cannot be done, as on `file://`.
 *
 * @returns {Promise<Book | null>}
 */
export async function loadBook() {
  try {
    const answer = await fetch(new URL("_static/gradbook/book.json", ROOT));
    const book = await answer.json();
    return book.v === 1 ? book : null;
  } catch {
    return null;
  }
}

/**
 * The keys under which the record of each renamed question may still be kept, by its present key.
 *
 * @param {Book | null} book
 * @returns {Map<string, string[]>}
 */
export function formerKeys(book) {
  const renamed = book?.questions.filter(({ was }) => was.length > 0) ?? [];
  return new Map(renamed.map(({ id, was }) => [`q/${id}`, was.map((name) => `q/${name}`)]));
}
