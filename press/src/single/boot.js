// In a single file this takes the place of the host: it answers the viewer's requests with files that are in
// the document.
'use strict';
{
  /** The prefix of the addresses of pages and files; a file's name follows. */
  const ROOT = '#/';

  /** The elements that hold the files, by name. */
  const files = new Map();
  /** @type {NodeListOf<HTMLElement>} */
  const scripts = document.querySelectorAll('script[data-file]');
  for (const element of scripts) {
    for (const name of element.dataset.file.split(' ')) files.set(name, element);
  }

  /** The content (`data:`) of pictures, recordings and documents, by the address that the viewer uses. */
  const media = new Map();
  for (const attribute of ['src', 'poster', 'href']) {
    /** @type {NodeListOf<HTMLElement>} */
    const elements = document.querySelectorAll(`[data-${attribute}]`);
    for (const element of elements) {
      media.set(ROOT + element.dataset[attribute], element.getAttribute(attribute));
    }
  }
  /** @type {NodeListOf<HTMLElement>} */
  const others = document.querySelectorAll('script[data-media]');
  for (const element of others) {
    media.set(ROOT + element.dataset.media, element.textContent);
  }

  const decode = base64 => Uint8Array.from(atob(base64), character => character.charCodeAt(0));

  globalThis.fetch = async request => {
    const [, name] = (request instanceof Request ? request.url : String(request)).split(ROOT);
    const file = files.get(decodeURIComponent((name ?? '').split('?')[0]));
    if (!file) return new Response('', { status: 404 });
    if (file.type !== 'application/wasm') return new Response(file.textContent);
    return new Response(decode(file.textContent), { headers: { 'Content-Type': file.type } });
  };

  /** A `blob:` address of a recording: WebKit does not play `data:` addresses. */
  function playable(data) {
    const [head, base64] = data.split(',');
    return URL.createObjectURL(new Blob([decode(base64)], { type: head.slice(5, -7) }));
  }

  // Replaces addresses of files by their content, before the browser requests them.
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    // The document has each picture in one size.
    if (name === 'srcset' || name === 'sizes') return;
    let data = media.get(value);
    if (data && name === 'src' && this instanceof HTMLMediaElement && data.startsWith('data:')) {
      data = playable(data);
      media.set(value, data);
    }
    // Browsers don't navigate to `data:` addresses, but can save them.
    if (data && name === 'href') setAttribute.call(this, 'download', value.split('/').pop());
    // `#notes` is a place in the page that is being built, whose address is in the address bar already.
    if (name === 'href' && /^#(?!\/)/.test(value)) data = `#${page}${value}`;
    setAttribute.call(this, name, data ?? value);
  };

  /** The page in the address bar: `/article/a.html`; `/` is the front page. */
  let page = '/';
  /** Adds the current page to an address without a page (empty, or `#notes`). */
  function complete() {
    const { hash } = location;
    try {
      if (!hash.startsWith(ROOT)) history.replaceState(history.state, '', `#${page}${hash}`);
    } catch {
      // Some e-mail previews forbid `replaceState`.
      location.replace(`#${page}${hash}`);
    }
    page = location.hash.split('#')[1];
  }
  complete();
  addEventListener('popstate', complete);
  const { pushState } = history;
  history.pushState = function (...entry) {
    pushState.apply(this, entry);
    page = location.hash.split('#')[1];
  };

  // No service worker, even if the file is in the folder of a site: everything is in this document.
  Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
}
