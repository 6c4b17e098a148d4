// A deck in Chromium, slide by slide: node deck.cjs FOLDER CHROMIUM DECK SIZES FACE
// SIZES as 1280x720,844x390; with FACE every text is set in that typeface, as where the deck's own are not there.
// Prints {requests, errors, faults: [{size, slide, text}], slots: [{slide, name, text, lines, height, over}]}.
'use strict';
const { pathToFileURL } = require('node:url');
const [folder, chromium, deck, sizes, face] = process.argv.slice(2);
const puppeteer = require('node:module').createRequire(`${folder}/`)('puppeteer-core');
const OWN = /^(?:file|data|blob|about):/;
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND'];

const prepare = (family) => {
  const sheet = new CSSStyleSheet();
  const faces = family ? `.slide, .slide :not(math, math *) { font-family: "${family}" !important }` : '';
  sheet.replaceSync(`*, ::before, ::after { transition: none !important; animation: none !important } ${faces}`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return document.querySelectorAll('.reveal .slides > section').length;
};

const show = async (index) => {
  window.location.hash = `#/${index}`;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let turn = 0; turn < 200; turn += 1) {
    await frame();
    const section = document.querySelector('.reveal .slides > section.present');
    if ([...document.querySelectorAll('.reveal .slides > section')].indexOf(section) === index) break;
  }
  await frame();
};

// What the slide that is shown has: texts with their lines, what leaves the slide, what lies on another text.
const look = () => {
  const section = document.querySelector('.reveal .slides > section.present');
  const frame = section.getBoundingClientRect();
  const scale = frame.width / section.offsetWidth;
  const inline = (element) => /^(?:inline|contents|ruby|math)/.test(getComputedStyle(element).display);
  const boxOf = (element) => {
    let each = element;
    while (each !== section && (inline(each) || each.closest('math'))) each = each.parentElement;
    return each;
  };
  const groups = new Map();
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest('.notes') || !parent.checkVisibility()) continue;
    if (parent.closest('annotation')) continue;
    const box = boxOf(parent);
    if (!groups.has(box)) groups.set(box, []);
    groups.get(box).push(node);
  }
  const faults = [];
  const slots = [];
  const areas = [];
  for (const [box, nodes] of groups) {
    const style = getComputedStyle(box);
    const leading = parseFloat(style.lineHeight) || parseFloat(style.fontSize) * 1.2;
    const rects = nodes.flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].filter((rect) => rect.width > 0.5);
    });
    if (!rects.length) continue;
    const middles = rects.map((rect) => (rect.top + rect.bottom) / 2 / scale).sort((a, b) => a - b);
    let lines = 1;
    let last = middles[0];
    for (const middle of middles) {
      if (middle - last > leading * 0.6) {
        lines += 1;
        last = middle;
      }
    }
    const left = Math.min(...rects.map((rect) => rect.left));
    const right = Math.max(...rects.map((rect) => rect.right));
    const middle = (Math.min(...middles) + Math.max(...middles)) / 2;
    const half = (lines * leading) / 2;
    const area = {
      left: (left - frame.left) / scale,
      right: (right - frame.left) / scale,
      top: middle - half - frame.top / scale,
      bottom: middle + half - frame.top / scale,
      box,
    };
    areas.push(area);
    const words = nodes.map((node) => node.data).join(' ').split(/\s+/).filter(Boolean).join(' ');
    const math = box.querySelector('math') !== null;
    slots.push({
      name: box.className || box.tagName.toLowerCase(), text: words, math, lines, height: lines * leading * 0.75,
      bottom: area.bottom * 0.75,
    });
    const over = Math.max(-area.left, area.right - section.offsetWidth, -area.top, area.bottom - section.offsetHeight);
    if (over > 1) faults.push(`“${words.slice(0, 40)}” leaves the slide by ${over.toFixed(0)}`);
  }
  for (const [index, one] of areas.entries()) {
    for (const other of areas.slice(index + 1)) {
      if (one.box.contains(other.box) || other.box.contains(one.box)) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (across > 2 && down > 3) {
        const name = (area) => area.box.textContent.trim().split(/\s+/).join(' ').slice(0, 40);
        faults.push(`“${name(one)}” meets “${name(other)}” by ${down.toFixed(0)}`);
      }
    }
  }
  for (const element of section.querySelectorAll('img, table, pre, svg, math[display=block]')) {
    if (element.closest('.notes')) continue;
    const rect = element.getBoundingClientRect();
    const over = Math.max(
      frame.left - rect.left, rect.right - frame.right, frame.top - rect.top, rect.bottom - frame.bottom,
    ) / scale;
    if (over > 1) faults.push(`${element.tagName.toLowerCase()} leaves the slide by ${over.toFixed(0)}`);
  }
  for (const element of [section, ...section.querySelectorAll(':scope > :not(.notes), .content *')]) {
    if (inline(element) || element.closest('math, svg') || element.clientWidth === 0) continue;
    const wide = element.scrollWidth - element.clientWidth;
    const high = element === section ? element.scrollHeight - element.clientHeight : 0;
    if (wide > 1 || high > 1) faults.push(`${element.className || element.tagName} scrolls by ${wide}, ${high}`);
  }
  const number = document.querySelector('.reveal .slide-number').getBoundingClientRect();
  for (const area of areas) {
    const [left, right] = [area.left, area.right].map((each) => each * scale + frame.left);
    const [top, bottom] = [area.top, area.bottom].map((each) => each * scale + frame.top);
    if (left < number.right && right > number.left && top < number.bottom - 1 && bottom > number.top + 1) {
      faults.push(`the number of the slide lies on “${area.box.textContent.trim().slice(0, 40)}”`);
    }
  }
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) faults.push('the page scrolls');
  return { faults, slots };
};

async function main() {
  const requests = [];
  const errors = [];
  const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (OWN.test(request.url())) return request.continue();
      requests.push(request.url());
      return request.abort();
    });
    page.on('pageerror', (error) => errors.push(String(error.message || error)));
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
    const faults = [];
    const slots = [];
    for (const [turn, size] of sizes.split(',').entries()) {
      const [width, height] = size.split('x').map(Number);
      await page.setViewport({ width, height });
      await page.goto(pathToFileURL(deck).href, { waitUntil: 'load' });
      await page.waitForSelector('.reveal.ready', { timeout: 15000 });
      const count = await page.evaluate(prepare, face);
      await page.evaluate(() => document.fonts.ready.then(() => true));
      for (let index = 0; index < count; index += 1) {
        await page.evaluate(show, index);
        const result = await page.evaluate(look);
        faults.push(...result.faults.map((text) => ({ size, slide: index + 1, text })));
        if (!turn) slots.push(...result.slots.map((slot) => ({ slide: index + 1, ...slot })));
      }
    }
    process.stdout.write(`${JSON.stringify({ requests, errors, faults, slots })}\n`);
  } finally {
    await browser.close();
  }
}

main().catch((failure) => {
  console.error(failure && failure.message ? failure.message : String(failure));
  process.exitCode = 1;
});
