// Starts the viewer and watches over it: JavaScript, because a viewer that fails may have no memory
// left to say so. The press puts this below wasm-bindgen's script, and calls it there.

/**
 * Starts the viewer.
 * @param init what wasm-bindgen's script exports as its default
 * @param {string} wasm the WebAssembly's address, as seen from this script
 */
export function startViewer(init, wasm) {
  const here = import.meta.url;

  /** The page in the address bar; in a paper that is one file, it is the fragment's first part. */
  const page = () => location.pathname + (/^#\/[^#]*/.exec(location.hash) ?? '');

  /** The page on which the viewer has failed. */
  let failedOn;

  // A panic is a trap, a full stack or used-up memory an error of the browser's. An object of the
  // browser's that isn't what it should be (an extension has changed it) fails inside our script. What
  // fails while the browser waits for our promise (a view transition) is told as a rejection.
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
    link.textContent = 'Reload';
    notice.append('The viewer has stopped working. You can go on reading. ', link);
    document.body.prepend(notice);
    // One that waits for the viewer in vain would hold the picture for seconds.
    document.activeViewTransition?.skipTransition();
  }

  /** From a failure on, the viewer hears of nothing: links are the browser's to follow. */
  function silence(event) {
    if (failedOn) event.stopImmediatePropagation();
  }

  addEventListener('error', fail);
  addEventListener('unhandledrejection', fail);
  addEventListener('click', silence, true);
  addEventListener('popstate', event => {
    silence(event);
    // The address is that of another page, and nobody else shows it.
    if (failedOn && failedOn !== page()) location.reload();
  });

  // A page for addresses that lead nowhere names this script in several ways, and the viewer takes
  // the way by which it came for the way to the site's root: only the right one may stay.
  for (const other of document.querySelectorAll("script[src*='viewer/']")) {
    if (other.src !== here) other.remove();
  }

  // A page whose viewer does not start stays the page that it is.
  init({ module_or_path: new URL(wasm, here) }).catch(error => {
    console.error('The viewer did not start:', error);
  });

  const { serviceWorker } = navigator;
  if (serviceWorker) {
    // The page's policy lets this one script in, and no other.
    const worker = new URL('../worker.js', here).href;
    const policy = { createScriptURL: () => worker };
    const narrow = globalThis.trustedTypes?.createPolicy('dateline', policy);
    serviceWorker.register(narrow ? narrow.createScriptURL('') : worker).catch(error => {
      console.info('Nothing is kept offline:', error.message);
    });
  }
}
