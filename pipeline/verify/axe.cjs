// axe on a deck, slide by slide, or on a page, in each view, without any network: node axe.cjs FOLDER CHROMIUM FILE
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

const STILL = [{ name: 'prefers-reduced-motion', value: 'reduce' }];

// The addresses of the slides, as reveal.js counts them; none where the page is no deck.
const slidesIn = () => {
  const still = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
  return [...document.querySelectorAll('.reveal .slides > section')].flatMap((section, h) => {
    const below = [...section.children].filter((each) => each.tagName === 'SECTION');
    return below.length ? below.map((_, v) => `#/${h}/${v}`) : [`#/${h}/0`];
  });
};

const show = (address) =>
  new Promise((done) => {
    window.location.hash = `${address}/1000`; // with every fragment
    setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 60);
  });

const shown = () => [...document.querySelectorAll('.reveal .slides section.present:not(.stack)')].length;

// The controls lie over the whole slide, unseen: nothing below them has a contrast that could be told.
const look = async (tags) => {
  const resultTypes = ['violations', 'incomplete'];
  const preload = false; // the policy of a page keeps its scripts from asking for its style sheet
  const runOnly = { type: 'tag', values: tags };
  const contrast = 'color-contrast';
  const most = await window.axe.run(document, { runOnly, resultTypes, preload, rules: { [contrast]: { enabled: false } } });
  const controls = document.querySelector('.reveal > .controls');
  if (controls) controls.style.visibility = 'hidden';
  const rest = await window.axe.run(document, { runOnly: { type: 'rule', values: [contrast] }, resultTypes, preload });
  if (controls) controls.style.visibility = '';
  return {
    violations: [...most.violations, ...rest.violations],
    incomplete: [...most.incomplete, ...rest.incomplete],
  };
};

// axe leaves this to the eye: links of slides that are not shown, where the keyboard nevertheless leads.
const unseen = () => {
  const astray = [...document.querySelectorAll('.reveal .slides section[aria-hidden=true]')]
    .filter((section) => !section.querySelector('section.present'))
    .flatMap((section) => [...section.querySelectorAll('a[href], button, [tabindex]')])
    .filter((each) => each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }));
  const help = 'What stands on a slide that is not shown must not take the focus';
  const failureSummary = 'Fix:\n  hide such slides with visibility or inert as well';
  const nodes = [{ target: ['section[aria-hidden=true]'], failureSummary }];
  return astray.length ? [{ id: 'focus-unseen', impact: 'serious', tags: ['wcag2a'], help, nodes }] : [];
};

// A page is looked at on a wide and on a narrow screen, by day and in the dark.
const VIEWS = [
  { width: 1280, height: 720, scheme: 'light' },
  { width: 1280, height: 720, scheme: 'dark' },
  { width: 320, height: 640, scheme: 'light' },
  { width: 320, height: 640, scheme: 'dark' },
];

// axe does not look whether a reader has to scroll in two directions.
const overflow = () => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(
    (each) => each.getBoundingClientRect().right > page.clientWidth + 1 || each.getBoundingClientRect().left < -1
  );
  const help = 'A page must not be wider than the screen';
  const failureSummary = `Fix:\n  let it break or scroll within itself: the page is ${page.scrollWidth} pixels wide`;
  const target = [wide.length ? wide[0].tagName.toLowerCase() + (wide[0].id ? `#${wide[0].id}` : '') : 'html'];
  return [{ id: 'reflow', impact: 'serious', tags: ['wcag21aa'], help, nodes: [{ target, failureSummary }] }];
};

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
    await page.emulateMediaFeatures(STILL);
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
    const addresses = await page.evaluate(slidesIn);
    if (addresses.length) await page.waitForSelector('.reveal.ready', { timeout: 15000 });
    await page.evaluate(axe.source);
    const slides = addresses.length;
    for (let index = 0; index < VIEWS.length && !slides; index += 1) {
      const { width, height, scheme } = VIEWS[index];
      await page.setViewport({ width, height });
      await page.emulateMediaFeatures([...STILL, { name: 'prefers-color-scheme', value: scheme }]);
      const result = await page.evaluate(look, TAGS);
      gather(violations, [...result.violations, ...(await page.evaluate(overflow))], index + 1);
      gather(doubts, result.incomplete, index + 1);
    }
    for (let index = 0; index < slides; index += 1) {
      await page.evaluate(show, addresses[index]);
      if ((await page.evaluate(shown)) !== 1) throw new Error(`slide ${index + 1} is not shown`);
      const result = await page.evaluate(look, TAGS);
      gather(violations, [...result.violations, ...(await page.evaluate(unseen))], index + 1);
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
