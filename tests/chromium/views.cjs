// The ways to see and use a deck in Chromium: node views.cjs FOLDER CHROMIUM DECK WORD
// Prints {errors, requests, reading: {off, on}, notes, search, overview, motion, swipe, focus} as JSON.
'use strict';
const { pathToFileURL } = require('node:url');
const [folder, chromium, deck, word] = process.argv.slice(2);
const puppeteer = require('node:module').createRequire(`${folder}/`)('puppeteer-core');
const OWN = /^(?:file|data|blob|about):/;
const FLAGS = ['--no-sandbox', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND'];
const address = pathToFileURL(deck).href;

const pause = (time) => new Promise((done) => setTimeout(done, time));
const until = async (probe) => {
  for (let turn = 0; turn < 100; turn += 1) {
    const result = await probe();
    if (result) return result;
    await pause(30);
  }
  return null;
};
const present = (page) =>
  page.evaluate(() => {
    const sections = [...document.querySelectorAll('.reveal .slides > section')];
    return sections.findIndex((each) => each.classList.contains('present'));
  });

// What a reader sees who scrolls: each slide's words in their order, and how far the page is too wide.
const reading = () => ({
  slides: [...document.querySelectorAll('.slides > section')].map((section) => section.innerText),
  tops: [...document.querySelectorAll('.slides > section')].map((section) => section.getBoundingClientRect().top),
  heights: [...document.querySelectorAll('.slides > section')].map((section) => section.offsetHeight),
  inner: [...document.querySelectorAll('.slides > section')].map((section) => section.scrollHeight),
  wide: document.documentElement.scrollWidth - window.innerWidth,
});

async function main() {
  const errors = [];
  const requests = [];
  const watch = (page, name) => {
    page.on('request', (request) => OWN.test(request.url()) || requests.push(request.url()));
    page.on('pageerror', (error) => errors.push(`${name}: ${error.message || error}`));
    page.on('console', (line) => line.type() === 'error' && errors.push(`${name}: ${line.text()}`));
  };
  const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: FLAGS });
  const open = async (name, query, setting = {}) => {
    const page = await browser.newPage();
    watch(page, name);
    await page.setViewport({ width: 1280, height: 720, ...setting.viewport });
    if (setting.off) await page.setJavaScriptEnabled(false);
    if (setting.still) await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await page.goto(address + query, { waitUntil: 'load' });
    if (!query && !setting.off) await page.waitForSelector('.reveal.ready', { timeout: 15000 });
    return page;
  };
  try {
    const narrow = { width: 390, height: 844, deviceScaleFactor: 2 };
    let page = await open('off', '', { off: true, viewport: narrow });
    const off = await page.evaluate(reading);
    await page.close();
    page = await open('read', '?read', { viewport: narrow });
    const on = await page.evaluate(reading);
    await page.close();

    page = await open('notes', '', { still: true });
    const motion = await page.evaluate(() =>
      [...document.querySelectorAll('.reveal, .reveal .slides > section, .reveal .progress span')]
        .map((each) => getComputedStyle(each).transitionDuration),
    );
    await page.keyboard.press('ArrowRight');
    const popup = new Promise((done) => page.once('popup', done));
    await page.keyboard.press('s');
    const window_ = await Promise.race([popup, pause(5000)]);
    let notes = null;
    if (window_) {
      watch(window_, 'window');
      notes = await until(() => window_.evaluate(() => {
        const text = (document.querySelector('.speaker-controls-notes .value') || {}).innerText || '';
        const pacing = document.querySelector('.pacing');
        const style = pacing ? getComputedStyle(pacing).display : '';
        const grid = getComputedStyle(document.querySelector('#current-slide') || document.body).position;
        return text.trim() && { text, pacing: style, position: grid };
      }).catch(() => null));
      await window_.close();
    }
    await page.close();

    page = await open('search', '');
    const italics = () => page.evaluate(() => document.querySelectorAll('em').length);
    const before = await italics();
    await page.keyboard.down('Control');
    await page.keyboard.down('Shift');
    await page.keyboard.press('F');
    await page.keyboard.up('Shift');
    await page.keyboard.up('Control');
    await page.keyboard.type(word);
    await page.keyboard.press('Enter');
    const slide = await until(() => present(page));
    const marks = await page.evaluate(() => [...document.querySelectorAll('mark')].map((each) => each.textContent));
    await page.evaluate(() => { document.querySelector('.searchinput').value = ''; });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const search = { slide, marks, name: await page.evaluate(() => document.querySelector('.searchinput').ariaLabel),
      before, after: await italics() };
    await page.close();

    page = await open('keys', '');
    await page.keyboard.press('o');
    const overview = await page.evaluate(() => document.querySelector('.reveal').classList.contains('overview'));
    await page.keyboard.press('Escape');
    const focus = [];
    for (let turn = 0; turn < 8; turn += 1) {
      await page.keyboard.press('Tab');
      focus.push(await page.evaluate(() => {
        const each = document.activeElement;
        const section = each.closest('section');
        return section && !section.classList.contains('present') ? section.id : '';
      }));
    }
    await page.close();

    page = await open('touch', '', { viewport: { width: 844, height: 390, hasTouch: true, isMobile: true } });
    const hand = await page.touchscreen.touchStart(700, 200);
    for (const x of [600, 500, 400, 300]) await hand.move(x, 200);
    await hand.end();
    const swipe = await until(() => present(page));
    await page.close();
    const result = { errors, requests, reading: { off, on }, notes, search, overview, motion, swipe, focus };
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } finally {
    await browser.close();
  }
}

main().catch((failure) => {
  console.error(failure && failure.stack ? failure.stack : String(failure));
  process.exitCode = 1;
});
