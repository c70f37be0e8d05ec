// Audits a page, and returns what must not be in it. The arguments: what is allowed (`allowed.json`); words that must
// be shown; whether this is the prerendered page (`printed`) or the viewer's (`alive`); and the element to audit,
// instead of the whole document.
const [allowed, keeps, state, part] = arguments;
const page = part ?? document;
const ELEMENTS = new Set(allowed.elements);
const ATTRIBUTES = new Set(allowed.attributes);
const SCHEMES = allowed.schemes.map((scheme) => `${scheme}:`);
const found = [];
const short = (text) => String(text).slice(0, 80);

function address(value, where) {
  let url;
  try {
    url = new URL(value, document.baseURI);
  } catch {
    // Invalid addresses are harmless.
    return;
  }
  if (!SCHEMES.includes(url.protocol)) found.push(`${where} leads to ${short(value)}`);
}

function attribute(element, { name, value }) {
  const where = `<${element.localName} ${name}>`;
  if (!ATTRIBUTES.has(name)) found.push(`${where} = ${short(value)}`);
  if (allowed.addresses.includes(name)) address(value, where);
  if (name === 'srcset') value.split(',').forEach((one) => address(one.trim().split(' ')[0], where));
}

function script(element) {
  if (element.type === 'application/ld+json') {
    try {
      JSON.parse(element.textContent);
    } catch {
      found.push('the data for search engines is no JSON');
    }
  } else if (!/\/viewer\/[\w-]+\.js$/.test(element.src) || element.textContent) {
    found.push(`a script: ${short(element.src + element.textContent)}`);
  }
}

for (const element of page.querySelectorAll('*')) {
  const isOwnStyle = element === document.querySelector('head > style:only-of-type');
  const known = (isOwnStyle || ELEMENTS.has(element.localName))
    && element.namespaceURI === 'http://www.w3.org/1999/xhtml';
  if (!known) found.push(`an element <${short(element.localName)}>`);
  for (const one of element.attributes) attribute(element, one);
  if (element.localName === 'script') script(element);
  if (element.localName === 'meta' && element.httpEquiv) found.push(`<meta ${element.httpEquiv}>`);
  if (element.localName === 'a' && element.href && !SCHEMES.includes(element.protocol))
    found.push(`a link of ${element.protocol}`);
}
if (window.name !== '') found.push(`the window is called ${short(window.name)}`);
if (frames.length) found.push(`${frames.length} frames`);

// A page that a parser has read must be the page that the viewer builds: what differs is what one of
// the two has misunderstood.
function shapeOf(element) {
  const shape = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  let text = '';
  const close = () => { if (text) shape.push(text); text = ''; };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    else { close(); shape.push(`<${node.localName}>`); }
  }
  close();
  return shape;
}

const shape = part ? [] : shapeOf(document.getElementById('app'));
if (state === 'printed') {
  window.printed = { shape, title: document.title };
} else if (window.printed) {
  const { shape: before, title } = window.printed;
  const differs = shape.findIndex((piece, at) => piece !== before[at]);
  const at = differs < 0 && before.length > shape.length ? shape.length : differs;
  if (at >= 0)
    found.push(`printed ${short(JSON.stringify(before[at]))}, alive ${short(JSON.stringify(shape[at]))}`);
  if (title !== document.title) found.push(`the title changed to ${short(document.title)}`);
}

const main = page.querySelector('main');
const seen = main?.textContent.replace(/\s+/g, ' ') ?? '';
if (!seen.trim()) found.push('the page is blank');
for (const words of keeps) if (!seen.includes(words)) found.push(`“${words}” is missing`);
return found.slice(0, 10);
