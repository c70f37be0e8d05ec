// Reads a page with Readability, and returns what is missing. The arguments: the page's address, whether it is the
// printed page or the one that the viewer builds, and a callback for the result.
const [address, rendering, done] = arguments;

(async () => {
  const page = rendering === 'printed' ? await printed() : (await built()).ownerDocument;
  const story = page.querySelector('article');
  const words = element => element.textContent.replace(/\s+/g, ' ').trim();
  const parts = [...story.querySelectorAll('.body :is(p, li, h2, h3, figcaption, pre, td, th)')];
  const pictures = [...story.querySelectorAll('img')].map(it => it.getAttribute('src').split('/').pop());
  const authors = [...story.querySelectorAll('.article-header .byline a')].map(words);
  const found = new Readability(page.cloneNode(true)).parse();
  const text = found.textContent.replace(/\s+/g, ' ');
  return [
    ...[words(story.querySelector('h1'))].filter(it => found.title !== it),
    ...authors.filter(it => !found.byline.includes(it)),
    ...[page.documentElement.lang].filter(it => found.lang !== it),
    ...parts.map(words).filter(it => !text.includes(it)),
    ...pictures.filter(it => !found.content.includes(it)),
  ];
})().then(done, error => done([String(error.stack)]));

