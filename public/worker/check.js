// Integrity checks: whether a response or a cached file is what the press has written. A host may briefly send
// empty or truncated files, a captive portal sends its own page, and a disk may lose data.

/** How many bytes are hashed at a time; the same in `import/src/hash.rs`. */
const CHUNK = 8 << 20;

/** The cached files that this worker has checked: `true` if intact, `null` if damaged. */
const checked = new Map();
/** The media files that were received damaged and fetched a second time. */
const retried = new Set();

/** The prefix of the content's hash in a file's name. Such a file is immutable. */
function hashIn(file) {
  if (!file.startsWith(VIEWER) && !file.startsWith(MEDIA)) return undefined;
  return /.*-([0-9a-f]{8,})(?:_bg)?\.[^/]*$/.exec(file)?.[1];
}

/** The hash of a file, as the press computes it: SHA-256, or that of the chunks' hashes if there are several. */
async function hashOf(body) {
  const digest = async part => crypto.subtle.digest('SHA-256', await part.arrayBuffer());
  const hashes = [];
  for (let at = 0; at < body.size; at += CHUNK) {
    hashes.push(await digest(body.slice(at, at + CHUNK)));
  }
  const whole = hashes.length === 1 ? hashes[0] : await digest(new Blob(hashes));
  return Array.from(new Uint8Array(whole), byte => (256 + byte).toString(16).slice(1)).join('');
}

/**
 * Whether a response is what the press has written. Pages and data may be modified by the host, as by a
 * minifier, as long as they are complete. Other files that the host rewrites (minified scripts, recompressed
 * pictures) are used while the reader is online, but not cached: they can't be told from truncated files.
 */
async function isIntact(file, response) {
  const body = await response.blob();
  const name = hashIn(file);
  const hash = name ?? response.headers.get(HASH_HEADER);
  if (hash && (await hashOf(body)).startsWith(hash)) return true;
  if (name) return false;
  const text = await body.text();
  if (file.endsWith('.html')) {
    return text.includes(`${PAGE_ATTRIBUTE}="${decodeURI(file)}"`) && text.includes('</html>');
  }
  if (!file.endsWith('.json')) return !hash && !/^text\/html/.test(response.headers.get('Content-Type'));
  try {
    return JSON.parse(text).version > 0;
  } catch {
    return false;
  }
}

/**
 * The cached copy of a file, if it is intact; a worker checks each file once. A damaged copy is deleted, and
 * from then on the result is `null`. It is `undefined` if the file isn't cached.
 */
async function cachedIntact(file) {
  for (const name of [EDITION, READ]) {
    const cache = await caches.open(name);
    const find = () => cache.match(ROOT + file, { ignoreVary: true });
    const response = await find();
    if (!response) continue;
    if (checked.get(file)) return response;
    if (await isIntact(file, response)) {
      checked.set(file, true);
      return find();
    }
    checked.set(file, null);
    await cache.delete(ROOT + file, { ignoreVary: true });
  }
  return checked.get(file) === null ? null : undefined;
}

/** A copy of a response to cache; `undefined` if it isn't the requested file, intact. */
async function verifiedCopy(file, response) {
  if (!response.ok || (response.redirected && fileOf(response.url) !== file)) return undefined;
  const copy = new Response(await response.blob(), { headers: response.headers });
  return await isIntact(file, copy.clone()) ? copy : undefined;
}

/** The same, but a damaged file is fetched a second time: the first response may come from the HTTP cache. */
async function verifiedCopyWithRetry(file, response) {
  const copy = await verifiedCopy(file, response);
  if (copy || !response.ok || retried.has(file)) return copy;
  // Media files can be large: those that the host recompresses must not be fetched twice every time.
  if (file.startsWith(MEDIA)) retried.add(file);
  return verifiedCopy(file, await refetch(file));
}

/** Fetches a file past the HTTP cache, whose copy may be damaged and immutable. */
function refetch(file) {
  return fetch(ROOT + file, { cache: 'reload' });
}
