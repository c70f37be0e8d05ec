// Runs before everything else in each document, and keeps what the browser measures in `window.bench`.
(() => {
  if (window !== top) return;
  performance.setResourceTimingBufferSize(10_000);
  const bench = { paints: [], largest: [], tasks: [], frames: [], shifts: [], events: [], heading: undefined, painted: undefined };
  window.bench = bench;
  const observe = (type, list, options) => {
    new PerformanceObserver(seen => list.push(...seen.getEntries())).observe({ type, buffered: true, ...options });
  };
  observe('paint', bench.paints);
  observe('largest-contentful-paint', bench.largest);
  observe('longtask', bench.tasks);
  observe('long-animation-frame', bench.frames);
  observe('layout-shift', bench.shifts);
  observe('event', bench.events, { durationThreshold: 16 });

  const now = () => performance.timeOrigin + performance.now();
  // A frame's callbacks run before it is painted, and this timer after that.
  const note = () => requestAnimationFrame(() => setTimeout(() => { bench.painted ??= now(); }));
  const heading = () => document.querySelector('h1')?.textContent;

  /** Starts a measurement, at this time. */
  bench.begin = (time = now()) => {
    sessionStorage.begun = time;
    bench.heading = heading();
    bench.painted = undefined;
  };
  addEventListener('click', event => bench.begin(performance.timeOrigin + event.timeStamp), true);
  // A router has replaced the page.
  new MutationObserver(() => {
    if (bench.heading === undefined || heading() === bench.heading || !heading()) return;
    bench.heading = undefined;
    note();
  }).observe(document, { childList: true, characterData: true, subtree: true });
  // The browser has put a document back.
  addEventListener('pageshow', ({ persisted }) => {
    bench.persisted = persisted;
    if (!persisted) return;
    bench.painted = undefined;
    note();
  });

  /** The time from `begin` until the page is painted, in milliseconds; `null` until then. */
  bench.taken = () => {
    const { paintTime, startTime } = bench.paints.find(it => it.name === 'first-contentful-paint') ?? {};
    const isNew = performance.timeOrigin > Number(sessionStorage.begun);
    const first = isNew && startTime ? performance.timeOrigin + (paintTime ?? startTime) : undefined;
    const painted = bench.painted ?? first;
    return painted === undefined ? null : painted - Number(sessionStorage.begun);
  };

  /** The figures of this document's load. */
  bench.load = () => {
    const element = it => it.element?.tagName.toLowerCase()
      + (it.url ? ` ${it.url.split('/').at(-1)}` : '');
    const largest = bench.largest.map(it => ({ time: it.startTime, element: element(it) }));
    const load = performance.getEntriesByType('navigation')[0].loadEventEnd;
    const until = Math.max(load + 2000, bench.ready ?? 0);
    const tasks = bench.tasks.filter(it => it.startTime < until);
    const scripts = bench.frames.map(({ startTime, duration, blockingDuration, renderStart, styleAndLayoutStart, scripts }) => ({
      startTime, duration, blockingDuration, renderStart, styleAndLayoutStart,
      scripts: scripts.map(it => ({
        start: it.startTime, duration: it.duration, style: it.forcedStyleAndLayoutDuration,
        what: `${it.invoker} ${it.sourceFunctionName} ${it.sourceURL.split('/').at(-1)}`,
      })),
    }));
    return {
      first: bench.paints.find(it => it.name === 'first-contentful-paint')?.startTime,
      largest,
      blocking: tasks.reduce((sum, it) => sum + Math.max(0, it.duration - 50), 0),
      longest: Math.max(0, ...tasks.map(it => it.duration)),
      tasks: tasks.map(it => [it.startTime, it.duration]),
      shift: bench.shifts.reduce((sum, it) => sum + it.value, 0),
      ready: bench.ready, load, frames: scripts,
    };
  };

  /** The longest interaction of this document. */
  bench.interaction = () =>
    Math.max(0, ...bench.events.filter(it => it.interactionId).map(it => it.duration));
})();
