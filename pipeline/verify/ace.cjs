// Ace on an e-book, its report on standard output: node ace.cjs FOLDER CHROMIUM BOOK
'use strict';
const [folder, chromium, book] = process.argv.slice(2);
process.env.PUPPETEER_EXECUTABLE_PATH = chromium;
const load = require('node:module').createRequire(`${folder}/`);
load('winston').configure({ silent: true });
const runner = load('@daisy/ace-axe-runner-puppeteer');
load('@daisy/ace-core')(book, { cwd: process.cwd() }, runner).then(
  () => process.stdout.write('', () => process.exit(0)),
  (failure) => {
    console.error(failure && failure.message ? failure.message : String(failure));
    process.exit(1);
  },
);
