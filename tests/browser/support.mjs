// What the tests of pages share: the browser, the program, folders that are removed.
//
// ROSTRA is the program, ROSTRA_BROWSER a Chromium, ROSTRA_NODE_MODULES the folder of the packages that package.json names.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(join(process.env.ROSTRA_NODE_MODULES, 'any.js'));

/** The source of axe-core, to be run in a page. */
export const axe = require('axe-core').source;

/** A browser without a window and without the network traffic of its own. */
export async function launch(options = {}) {
  const { chromium } = require('playwright-core');
  return chromium.launch({
    executablePath: process.env.ROSTRA_BROWSER,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    ...options,
  });
}

/** Runs the program to its end: `{status, stdout, stderr}`. */
export function rostra(args, options = {}) {
  const run = spawnSync(process.env.ROSTRA, args, { encoding: 'utf8', maxBuffer: 1 << 30, ...options });
  if (run.error) throw run.error;
  return run;
}

/** Starts the program as a server and waits for the link that it prints: `{url, process, output(), stop()}`. */
export async function start(args, options = {}) {
  const child = spawn(process.env.ROSTRA, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  const url = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no link after a minute:\n${output}`)), 60_000);
    const read = (data) => {
      output += data;
      const link = /http:\/\/[^\s]+/.exec(output);
      if (link) {
        clearTimeout(late);
        resolve(link[0]);
      }
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.on('exit', (code) => reject(new Error(`ended with ${code}:\n${output}`)));
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const stop = async () => {
    child.kill('SIGINT');
    return ended;
  };
  return { url, process: child, output: () => output, stop };
}

/** A folder that is removed when the test `t` ends. */
export function tempdir(t) {
  const folder = mkdtempSync(join(tmpdir(), 'rostra-browser-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What a page does that none of ours may: dialogs, errors, requests to `other` places than `own` (a prefix of addresses). */
export function offences(page, own) {
  const found = [];
  page.on('dialog', (dialog) => {
    found.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('pageerror', (error) => found.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !url.startsWith('data:')) found.push(`request: ${url}`);
  });
  return found;
}
