// What a host is for a site, this is for a paper that is one file: it answers for the files that the
// viewer asks for, all of which are in this document.
'use strict';
{
  /** What the addresses of the paper's pages and files begin with. The rest is a file's name. */
  const ROOT = '#/';

  /** The elements that hold the files, by name. */
  const files = new Map();
  for (const element of document.querySelectorAll('script[data-file]')) {
    for (const name of element.dataset.file.split(' ')) files.set(name, element);
  }

  /** Pictures, recordings, documents: what is in them (`data:`), by the address that the viewer knows. */
  const media = new Map();
  for (const attribute of ['src', 'poster', 'href']) {
    for (const element of document.querySelectorAll(`[data-${attribute}]`)) {
      media.set(ROOT + element.dataset[attribute], element.getAttribute(attribute));
    }
  }
  for (const element of document.querySelectorAll('script[data-media]')) {
    media.set(ROOT + element.dataset.media, element.textContent);
  }

  const decode = base64 => Uint8Array.from(atob(base64), character => character.charCodeAt(0));

  globalThis.fetch = async request => {
    const [, name] = (request.url ?? String(request)).split(ROOT);
    const file = files.get(decodeURIComponent((name ?? '').split('?')[0]));
    if (!file) return new Response('', { status: 404 });
    if (file.type !== 'application/wasm') return new Response(file.textContent);
    return new Response(decode(file.textContent), { headers: { 'Content-Type': file.type } });
  };

  /** A recording as a file of the browser's: WebKit plays none from a `data:` address. */
  function playable(data) {
    const [head, base64] = data.split(',');
    return URL.createObjectURL(new Blob([decode(base64)], { type: head.slice(5, -7) }));
  }

  // Addresses in the paper lead to what is in this document before the browser asks anybody for them.
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    // There is each picture in one size.
    if (name === 'srcset' || name === 'sizes') return;
    let data = media.get(value);
    if (data && name === 'src' && this instanceof HTMLMediaElement && data.startsWith('data:')) {
      data = playable(data);
      media.set(value, data);
    }
    // Browsers open no page from a `data:` address, but save it as a file.
    if (data && name === 'href') setAttribute.call(this, 'download', value.split('/').pop());
    // `#notes` is a place in the page that is being made, whose address is in the bar already.
    if (name === 'href' && /^#(?!\/)/.test(value)) data = `#${page}${value}`;
    setAttribute.call(this, name, data ?? value);
  };

  /** The page in the address bar: `/article/a.html`; `/` is the front page. */
  let page = '/';
  /** Makes an address without a page (none at all, or `#notes`) that of the page at hand. */
  function complete() {
    const { hash } = location;
    try {
      if (!hash.startsWith(ROOT)) history.replaceState(history.state, '', `#${page}${hash}`);
    } catch {
      // Some previews of e-mails let nobody change an address this way.
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

  // There is nothing to keep for offline reading, even if the file lies in the folder of a site.
  Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
}
