// Gets a page in two ways, for scripts of trials. Defines `built` and `printed`; `address` is the page's address.

/** The page at the address, built by the viewer. */
async function built() {
  const root = document.documentElement;
  const old = document.getElementById('app');
  const link = document.createElement('a');
  link.href = address;
  old.append(link);
  link.click();
  link.remove();
  const started = performance.now();
  for (;;) {
    const app = document.getElementById('app');
    if (app !== old && root.dataset.routeState === 'settled') return app;
    if (performance.now() - started > 10_000) throw new Error('the page did not come');
    await new Promise(next => { setTimeout(next, 5); });
  }
}

/** The page at the address, as the press has printed it. */
function printed() {
  return new Promise(loaded => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document';
    request.onload = () => loaded(request.response);
    request.send();
  });
}
