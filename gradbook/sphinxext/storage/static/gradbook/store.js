/**
 * What a page remembers, in this browser only.
 *
 * One key a record, `<book>/1/<key>`, so that two tabs do not overwrite each other.
 * Storage is a luxury: nothing here throws, and a page must work when `available` is false.
 */

/** A stored record. @typedef {{v: 1, u: number, [field: string]: unknown}} StoredRecord */

const VERSION = 1;
const REFRESH = "gradbook:refresh";

/** What the page was last told of the storage. @type {boolean | undefined} */
let told;

/**
 * Tell the page, when that changes, whether what is written is kept.
 *
 * @param {boolean} available
 */
function tell(available) {
  if (available === told || typeof document === "undefined") return;
  told = available;
  document.dispatchEvent(new CustomEvent("gradbook:storage", { detail: { available } }));
}

/**
 * The browser's storage, or null where it is blocked (private windows, policies, `file://`).
 *
 * @returns {Storage | null}
 */
function openLocalStorage() {
  try {
    const storage = globalThis.localStorage;
    storage.getItem("");
    return storage;
  } catch {
    return null;
  }
}

/**
 * Read the text of a record. A record of ours is an object with `v: 1`; text that is JSON but not
 * ours belongs to another program or to another version of this one; any other text is damage.
 *
 * @param {string | null} text
 * @returns {{record: StoredRecord | null, theirs: boolean}}
 */
function decode(text) {
  if (text === null) return { record: null, theirs: false };
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return { record: null, theirs: false };
  }
  const ours = typeof value === "object" && value !== null && value.v === VERSION;
  return { record: ours ? value : null, theirs: !ours };
}

export class Store {
  /** @type {Storage | null} */
  #storage;
  /** @type {string} */
  #prefix;

  /** @param {string} book */
  constructor(book) {
    this.book = book;
    this.#storage = book ? openLocalStorage() : null;
    this.#prefix = `${book}/${VERSION}/`;
    tell(this.available);
  }

  /** Whether records can be read. A full storage still reads; `set` then answers false. */
  get available() {
    return this.#storage !== null;
  }

  /**
   * The record under a key, or null: none, damaged, foreign or of another version.
   *
   * @param {string} key
   * @returns {StoredRecord | null}
   */
  get(key) {
    return decode(this.#text(key)).record;
  }

  /**
   * Write a record, adding its version `v` and the time `u` in milliseconds. A foreign record, or
   * one of another version, is left alone; a damaged one is replaced.
   *
   * @param {string} key
   * @param {object} record
   * @param {number} [time] when what it says was true, unless that is now
   * @returns {boolean} whether it was written
   */
  set(key, record, time = Date.now()) {
    if (this.#storage === null || decode(this.#text(key)).theirs) return false;
    const text = JSON.stringify({ ...record, v: VERSION, u: time });
    try {
      this.#storage.setItem(this.#prefix + key, text);
      tell(true);
      return true;
    } catch {
      tell(false);
      return false;
    }
  }

  /**
   * The record under a key; where there is none, the newest of those under the keys that its
   * subject had before, which is copied. A storage that is full or blocked still gives it.
   *
   * @param {string} key
   * @param {readonly string[]} formerKeys
   * @returns {StoredRecord | null}
   */
  adopt(key, formerKeys) {
    let found = this.get(key);
    if (found) return found;
    for (const former of formerKeys) {
      const record = this.get(former);
      if (record && !(found && found.u >= record.u)) found = record;
    }
    if (found) this.set(key, found, found.u);
    return found;
  }

  /**
   * Forget a record. A foreign one, or one of another version, is left alone.
   *
   * @param {string} key
   */
  remove(key) {
    if (decode(this.#text(key)).theirs) return;
    try {
      this.#storage?.removeItem(this.#prefix + key);
    } catch {
      // A storage that refuses to forget has nothing else to offer.
    }
  }

  /**
   * The keys that start with `prefix`, sorted, without the part that names the book.
   *
   * @param {string} [prefix]
   * @returns {string[]}
   */
  keys(prefix = "") {
    const start = this.#prefix + prefix;
    const found = [];
    try {
      for (let i = 0; i < (this.#storage?.length ?? 0); i++) {
        const key = this.#storage?.key(i);
        if (key?.startsWith(start)) found.push(key.slice(this.#prefix.length));
      }
    } catch {
      return [];
    }
    return found.sort();
  }

  /** Have the listeners of this page look at all records again, after many have changed. */
  refresh() {
    dispatchEvent(new Event(REFRESH));
  }

  /**
   * Call `listener` with the key of each record that another tab changes; with `""` when any may
   * have changed: all were erased, `refresh` was called, or the reader came back to a page that the
   * browser had frozen.
   *
   * @param {(key: string) => void} listener
   */
  onChange(listener) {
    if (this.#storage === null) return;
    addEventListener("storage", ({ key, storageArea }) => {
      if (storageArea !== this.#storage) return;
      if (key === null) listener("");
      else if (key.startsWith(this.#prefix)) listener(key.slice(this.#prefix.length));
    });
    addEventListener(REFRESH, () => listener(""));
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) listener("");
    });
  }

  /**
   * @param {string} key
   * @returns {string | null}
   */
  #text(key) {
    try {
      return this.#storage?.getItem(this.#prefix + key) ?? null;
    } catch {
      return null;
    }
  }
}

/**
 * Open the store of a book, by default the one the page's `<meta name="gradbook-book">` names.
 *
 * @param {string} [book]
 * @returns {Store}
 */
export function openStore(book) {
  return new Store(book ?? bookOfPage());
}

/** @returns {string} */
function bookOfPage() {
  if (typeof document === "undefined") return "";
  const meta = document.querySelector('meta[name="gradbook-book"]');
  return meta?.getAttribute("content") ?? "";
}
