// Starts the viewer and reports its failure: JavaScript, because a viewer that fails may have no memory
// left to do so. The press puts this below wasm-bindgen's script, and calls it there.

/**
 * Starts the viewer.
 * @param init what wasm-bindgen's script exports as its default
 * @param {{ wasm: string, folder: string, worker: string, policy: string }} names the addresses of the
 *   WebAssembly and of the service worker, as seen from this script; the folder of this script; the Trusted
 *   Types policy that the page allows
 * @param {[string, string]} words that the viewer has stopped working; the link that reloads the page
 */
export function startViewer(init, names, [stopped, reload]) {
  const here = import.meta.url;

  /** The page in the address bar; in a paper that is one file, it is the fragment's first part. */
  const page = () => location.pathname + (/^#\/[^#]*/.exec(location.hash) ?? '');

  /** The page on which the viewer has failed. */
  let failedOn;

  // A panic is a trap; stack overflow and memory exhaustion are errors of the browser's. A browser object
  // that an extension has changed fails inside this script. What fails while the browser waits for the
  // viewer's promise (a view transition) is reported as a rejection.
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
    // A transition that waits for the viewer in vain would show the old picture for seconds.
    document.activeViewTransition?.skipTransition();
  }

  /** After a failure the viewer gets no events: the browser follows links. */
  function stop(event) {
    if (failedOn) event.stopImmediatePropagation();
  }

  addEventListener('error', fail);
  addEventListener('unhandledrejection', fail);
  addEventListener('click', stop, true);
  addEventListener('popstate', event => {
    stop(event);
    // The address is that of another page, which only a reload shows now.
    if (failedOn && failedOn !== page()) location.reload();
  });

  // The page for unknown addresses names this script by several relative addresses, since it may be shown
  // at any depth. The viewer finds the site's root by the script's address, so only the right one stays.
  for (const other of document.querySelectorAll(`script[src*='${names.folder}']`)) {
    if (other.src !== here) other.remove();
  }

  // If the viewer does not start, the page stays as it is.
  init({ module_or_path: new URL(names.wasm, here) }).catch(error => {
    console.error('The viewer did not start:', error);
  });

  const { serviceWorker } = navigator;
  if (serviceWorker) {
    // The page's policy lets this one script in, and no other.
    const worker = new URL(names.worker, here).href;
    const policy = { createScriptURL: () => worker };
    const narrow = globalThis.trustedTypes?.createPolicy(names.policy, policy);
    serviceWorker.register(narrow ? narrow.createScriptURL('') : worker).catch(error => {
      console.info('Nothing is kept offline:', error.message);
    });
  }
}
