/** The files of the runtime: fetched with their hashes checked, counted, and kept for the next visit. */

/** @typedef {{size: number, integrity: string}} Facts */

const STORE = "gradbook-python";

/**
 * Fetches files.
 *
 * A file whose hash is another one than expected counts as one that did not arrive. What has arrived
 * is kept in the browser's cache storage, where there is one, under its address; `forget` throws
 * away what other builds of the book have left there.
 */
export class Files {
  /** @type {Promise<Cache | null>} */
  #store;
  #arrived = 0;
  #tell;

  /** @param {(bytes: number) => void} tell is told how many bytes have arrived so far */
  constructor(tell) {
    this.#tell = tell;
    this.#store = globalThis.caches?.open(STORE).catch(() => null) ?? Promise.resolve(null);
  }

  /** The content of a file. @param {string} url @param {Facts} facts */
  async bytes(url, { size, integrity }) {
    const store = await this.#store;
    const kept = await store?.match(url);
    if (kept) {
      const bytes = new Uint8Array(await kept.arrayBuffer());
      if (await matches(bytes, integrity)) return this.#count(bytes.length), bytes;
      await store?.delete(url);
    }
    const bytes = await this.#fetched(url, size, integrity);
    await store?.put(url, new Response(bytes)).catch(() => {}); // full, or not allowed
    return bytes;
  }

  /** Throws away all files but some. @param {Set<string>} wanted addresses */
  async forget(wanted) {
    const store = await this.#store;
    for (const request of (await store?.keys()) ?? []) {
      if (!wanted.has(request.url)) await store?.delete(request);
    }
  }

  /** @param {string} url @param {number} size @param {string} integrity */
  async #fetched(url, size, integrity) {
    const verify = globalThis.crypto?.subtle ? {} : { integrity }; // the browser does it, then
    const response = await fetch(url, { ...verify, cache: "no-store" });
    if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
    let bytes = new Uint8Array(size);
    let length = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > size) throw new Error(`${url} is too long`);
      bytes.set(value, length);
      length += value.length;
      this.#count(value.length);
    }
    bytes = bytes.subarray(0, length);
    if (!(await matches(bytes, integrity))) throw new Error(`${url} is not what was published`);
    return bytes;
  }

  /** @param {number} bytes */
  #count(bytes) {
    this.#arrived += bytes;
    this.#tell(this.#arrived);
  }
}

/** Whether a content has a hash, as far as this browser can tell. @param {Uint8Array<ArrayBuffer>} bytes @param {string} integrity */
async function matches(bytes, integrity) {
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return integrity === `sha256-${btoa(String.fromCharCode(...digest))}`;
}

/** What gzip has compressed. @param {Uint8Array<ArrayBuffer>} bytes @param {string} type */
export function unzipped(bytes, type = "application/octet-stream") {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "content-type": type } });
}
