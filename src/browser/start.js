// Starts the viewer and shows a notice if it fails. In JavaScript, because a viewer that fails may have no
// memory left. The press appends this to wasm-bindgen's script, and a call of `startViewer`.

/**
 * Starts the viewer.
 * @param init the default export of wasm-bindgen's script
 * @param {{ wasm: string, style: ?string, folder: string, worker: string, policy: string }} names the
 *   addresses of the WebAssembly, the style sheet and the service worker, relative to this script; the folder
 *   of this script; the Trusted Types policy that the page allows
 * @param {[string, string]} words the notice that the viewer has stopped working; the text of its reload link
 */
export function startViewer(init, names, [stopped, reload]) {
  const here = import.meta.url;

  /** The page in the address bar; in a single-file paper, the first part of the fragment. */
  const page = () => location.pathname + (/^#\/[^#]*/.exec(location.hash) ?? '');

  /** The page on which the viewer has failed. */
  let failedOn;

  // A panic is a trap (RuntimeError); stack overflow and memory exhaustion are RangeError or InternalError.
  // An API patched by an extension may throw inside this script. An error while the browser awaits the
  // viewer's promise (a view transition) is an unhandled rejection.
  /** @param {any} event an `ErrorEvent`, or a `PromiseRejectionEvent` */
  function fail({ error, reason }) {
    const { name } = error ?? reason ?? {};
    const inHere = error?.stack?.includes(here.split('#')[0]);
    const ours = inHere || /^(Runtime|Range|Internal)Error$/.test(name);
    if (failedOn || !ours) return;
    failedOn = page();
    document.documentElement.dataset.viewer = 'failed';
    const notice = document.createElement('div');
    notice.className = 'failed';
    notice.setAttribute('role', 'alert');
    const link = document.createElement('a');
    link.href = '';
    link.textContent = reload;
    notice.append(stopped, link);
    document.body.prepend(notice);
  }

  /** After a failure, keeps events from the viewer, so that the browser follows links. */
  function stop(event) {
    if (failedOn) event.stopImmediatePropagation();
  }

  addEventListener('error', fail);
  addEventListener('unhandledrejection', fail);
  addEventListener('click', stop, true);
  addEventListener('popstate', event => {
    stop(event);
    // The document of that entry can only be shown by a reload.
    if (failedOn && failedOn !== page()) location.reload();
  });

  // `404.html` is shown at any depth, so it references this script by several relative addresses. The viewer
  // derives the site's root from the script's address, so only the one that was loaded stays.
  /** @type {NodeListOf<HTMLScriptElement>} */
  const scripts = document.querySelectorAll(`script[src*='${names.folder}']`);
  for (const other of scripts) {
    if (other.src !== here) other.remove();
  }

  /** Applies the whole style sheet, because a page has only the style of its own kind. */
  function applyStyle() {
    const { style } = names;
    if (!style) return;
    /** @type {HTMLLinkElement} */
    let sheet = document.querySelector(`link[href$='${style}']`);
    if (!sheet) {
      sheet = document.createElement('link');
      sheet.rel = 'stylesheet';
      sheet.href = new URL(style, here).href;
      document.head.append(sheet);
    }
    sheet.media = 'all';
  }

  /** Registers the service worker. */
  function registerWorker() {
    const { serviceWorker } = navigator;
    if (!serviceWorker) return;
    // The page's policy (`trusted-types dateline`) allows this script URL only.
    const worker = new URL(names.worker, here).href;
    const policy = { createScriptURL: () => worker };
    const narrow = globalThis.trustedTypes?.createPolicy(names.policy, policy);
    serviceWorker.register(narrow ? narrow.createScriptURL('') : worker).catch(error => {
      console.info('No offline reading:', error.message);
    });
  }

  // Safari has no `requestIdleCallback`.
  const whenIdle = globalThis.requestIdleCallback ?? (callback => setTimeout(callback, 200));
  let started = false;

  /** Starts the viewer, once. If it doesn't start, the prerendered page stays, and its links are the browser's. */
  function start() {
    if (started) return;
    started = true;
    applyStyle();
    init({ module_or_path: new URL(names.wasm, here) })
      .catch(error => console.error('The viewer did not start:', error))
      .then(() => whenIdle(registerWorker));
  }

  // The page and its pictures come first. The viewer follows when the line is idle, or when the reader is about
  // to open a link.
  for (const event of ['pointerover', 'pointerdown', 'focusin']) {
    addEventListener(event, ({ target }) => {
      if (target instanceof Element && target.closest('a[href]')) start();
    }, { passive: true });
  }
  const { saveData, effectiveType } = navigator.connection ?? {};
  // A history entry that the viewer has to scroll.
  if (history.scrollRestoration === 'manual') start();
  else if (!saveData && !/2g/.test(effectiveType)) {
    if (document.readyState === 'complete') whenIdle(start);
    else addEventListener('load', () => whenIdle(start));
  }
}
