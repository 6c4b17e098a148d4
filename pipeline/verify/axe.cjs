// axe on a deck, slide by slide, without any network: node axe.cjs FOLDER CHROMIUM DECK
// Prints {version, slides, violations, doubts, requests, errors} as JSON.
'use strict';
const { pathToFileURL } = require('node:url');
const [folder, chromium, deck] = process.argv.slice(2);
const load = require('node:module').createRequire(`${folder}/`);
const axe = load('axe-core');
const puppeteer = load('puppeteer-core');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const OWN = /^(?:file|data|blob|about):/;
const FLAGS = [
  '--no-sandbox', // a root of a container has no other way
  '--disable-background-networking',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

const slidesIn = () =>
  new Promise((done) => {
    const still = new CSSStyleSheet();
    still.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
    const count = () => done(window.Reveal ? window.Reveal.getSlides().length : 0);
    if (!window.Reveal || window.Reveal.isReady()) count();
    else window.Reveal.on('ready', count);
  });

const show = (index) =>
  new Promise((done) => {
    const place = window.Reveal.getIndices(window.Reveal.getSlides()[index]);
    window.Reveal.slide(place.h, place.v, 1000); // with every fragment
    setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 60);
  });

const look = (tags) =>
  window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations', 'incomplete'] });

function gather(kept, found, slide) {
  for (const rule of found) {
    for (const node of rule.nodes) {
      const target = node.target.flat().join(' ');
      const known = kept.find((each) => each.id === rule.id && each.target === target);
      if (known) known.slides.push(slide);
      else {
        const { id, impact, tags, help } = rule;
        kept.push({ id, impact, tags, help, target, summary: node.failureSummary || '', slides: [slide] });
      }
    }
  }
}

async function main() {
  const requests = [];
  const errors = [];
  const violations = [];
  const doubts = [];
  const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 720 });
    await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (OWN.test(request.url())) return request.continue();
      requests.push({ url: request.url(), kind: 'external' });
      return request.abort();
    });
    page.on('requestfailed', (request) => {
      if (OWN.test(request.url())) requests.push({ url: request.url(), kind: 'failed' });
    });
    page.on('pageerror', (error) => errors.push(String(error.message || error)));
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
    await page.goto(pathToFileURL(deck).href, { waitUntil: 'load' });
    const slides = await page.evaluate(slidesIn);
    await page.evaluate(axe.source);
    for (let index = 0; index < Math.max(slides, 1); index += 1) {
      if (slides) await page.evaluate(show, index);
      const result = await page.evaluate(look, TAGS);
      gather(violations, result.violations, index + 1);
      gather(doubts, result.incomplete, index + 1);
    }
    const report = { version: axe.version, slides, violations, doubts, requests, errors };
    process.stdout.write(`${JSON.stringify(report)}\n`);
  } finally {
    await browser.close();
  }
}

main().catch((failure) => {
  console.error(failure && failure.message ? failure.message : String(failure));
  process.exitCode = 1;
});
