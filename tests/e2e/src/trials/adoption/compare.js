// Opens a page by a link, as the viewer builds it, and compares it with the page that the press has printed. Returns
// the first difference, or null. The arguments: the page's address, and a callback for the result.
const [address, done] = arguments;

/** The elements and texts of a page, one line each, with complete addresses. */
function lines(page, base) {
  const lines = [];
  const walker = page.ownerDocument.createTreeWalker(page, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let text = '';
  const close = () => { if (text) lines.push(text); text = ''; };
  const complete = value => new URL(value, base).href;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) { text += node.data; continue; }
    close();
    const attributes = [...node.attributes].map(({ name, value }) => {
      if (['href', 'src', 'poster'].includes(name)) value = complete(value);
      if (name === 'srcset')
        value = value.split(', ').map(it => it.replace(/^\S+/, complete)).join(', ');
      return ` ${name}=${value}`;
    });
    lines.push(`<${node.localName}${attributes.filter(it => !it.startsWith(' tabindex')).sort().join('')}>`);
  }
  close();
  return lines;
}

(async () => {
  const page = await printed();
  const expected = lines(page.getElementById('app'), address);
  const found = lines(await built(), location.href);
  const at = expected.findIndex((line, at) => line !== found[at]);
  if (at >= 0 || found.length !== expected.length) return [expected[at], found[at] ?? found[expected.length]];
  return page.title === document.title ? null : [page.title, document.title];
})().then(done, error => done(String(error)));
