// Whether a file is what the press has written. A host may for a moment answer with nothing or with half
// of a file, a network that wants one to sign in with a page of its own, and a disk may lose something.

/** How much is hashed at once, in bytes: `press/src/hash.rs` has the same. */
const PIECE = 8 << 20;

/** What this worker knows of kept files: `true` if they are intact, `null` if they were damaged. */
const known = new Map();
/** The pictures, recordings and films that came damaged, and have been asked for a second time. */
const askedAgain = new Set();

/** The beginning of the content's hash, if a file's name says it: such a file never changes. */
function hashIn(file) {
  if (!file.startsWith(VIEWER) && !file.startsWith(MEDIA)) return undefined;
  return /.*-([0-9a-f]{8,})(?:_bg)?\.[^/]*$/.exec(file)?.[1];
}

/** The hash of a content, as the press makes it: that of its pieces' hashes if there are several. */
async function hashOf(body) {
  const digest = async part => crypto.subtle.digest('SHA-256', await part.arrayBuffer());
  const hashes = [];
  for (let at = 0; at < body.size; at += PIECE) {
    hashes.push(await digest(body.slice(at, at + PIECE)));
  }
  const hash = hashes.length === 1 ? hashes[0] : await digest(new Blob(hashes));
  return Array.from(new Uint8Array(hash), byte => (256 + byte).toString(16).slice(1)).join('');
}

/**
 * Whether an answer is what the press has written. A host may shorten pages and data or add to them; they
 * are taken if they are whole. Of all else a host that rewrites it (makes scripts or pictures smaller) is
 * believed while the reader is online, but none of it is kept: half a file looks the same.
 */
async function isAsPressed(file, answer) {
  const body = await answer.blob();
  const name = hashIn(file);
  const mark = name ?? answer.headers.get(MARK);
  if (mark && (await hashOf(body)).startsWith(mark)) return true;
  if (name) return false;
  const text = await body.text();
  if (file.endsWith('.html')) {
    return text.includes(`${PAGE_ATTRIBUTE}="${decodeURI(file)}"`) && text.includes('</html>');
  }
  if (!file.endsWith('.json')) return !mark && !/^text\/html/.test(answer.headers.get('Content-Type'));
  try {
    return JSON.parse(text).version > 0;
  } catch {
    return false;
  }
}

/**
 * What is kept of a file and intact: a worker checks it when it first wants it. What is damaged is
 * forgotten; from then on this is `null`.
 */
async function intact(file) {
  for (const name of [WHOLE, READ]) {
    const cache = await caches.open(name);
    const find = () => cache.match(ROOT + file, { ignoreVary: true });
    const answer = await find();
    if (!answer) continue;
    if (known.get(file)) return answer;
    if (await isAsPressed(file, answer)) {
      known.set(file, true);
      return find();
    }
    known.set(file, null);
    await cache.delete(ROOT + file, { ignoreVary: true });
  }
  return known.get(file) === null ? null : undefined;
}

/** What is to be kept of an answer; nothing if it is not what was asked for. */
async function copyOf(file, answer) {
  if (!answer.ok || (answer.redirected && fileOf(answer.url) !== file)) return undefined;
  const copy = new Response(await answer.blob(), { headers: answer.headers });
  return await isAsPressed(file, copy.clone()) ? copy : undefined;
}

/** The same; what came damaged is asked for a second time. The browser may have kept the first answer. */
async function copyAtLast(file, answer) {
  const copy = await copyOf(file, answer);
  if (copy || !answer.ok || askedAgain.has(file)) return copy;
  // They can be large, and a host that makes them smaller would send each twice every time.
  if (file.startsWith(MEDIA)) askedAgain.add(file);
  return copyOf(file, await anew(file));
}

/** A file from the host itself. What the browser keeps may be damaged, and allowed to stay for ever. */
function anew(file) {
  return fetch(ROOT + file, { cache: 'reload' });
}
