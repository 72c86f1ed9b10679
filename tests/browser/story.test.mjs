// The way that the README tells: from a wrong record to a fixture that fails, and to one that holds.
//
// ROSTRA_PICTURE names a file for the picture that the README shows.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { launch, offences, rostra, start, tempdir } from './support.mjs';

const RELEASE = `PRESS RELEASE

Belmopan, 6 March 2025 – Belize and Honduras agreed yesterday to survey the Sarstoon bar together before the rains.

The survey was announced by Ruth Castillo, Portreeve of Belize, and Captain Iván Mejía, Deputy Minister of Defence of Honduras. "Two boats, one chart," Ms Castillo said.
`;

/** Selects the first place of `words` in the text, as a double click on a word does. */
async function select(page, words) {
  await page.evaluate((words) => {
    const nodes = document.createTreeWalker(document.querySelector('[data-at]').parentElement, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0) continue;
      getSelection().setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
  }, words);
}

test('a wrong record becomes a fixture that fails, and one that holds once the pack knows the word', async (t) => {
  const folder = tempdir(t);
  const [press, mine, packs] = ['press', 'mine', 'packs'].map((name) => join(folder, name));
  mkdirSync(press);
  mkdirSync(packs);
  writeFileSync(join(press, 'belize-042.txt'), RELEASE);
  const server = await start(['review', 'press', '--to', 'mine', '--no-open', '--listen', '127.0.0.1:0'], { cwd: folder });
  t.after(() => server.stop());
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1180, height: 700 } });
  const found = offences(page, new URL(server.url).origin);
  await page.goto(server.url);
  await page.goto(new URL('/release/0', server.url).href);
  const saved = () => page.waitForResponse((response) => response.url().endsWith('/edit') && response.ok());

  await select(page, 'Portreeve');
  await Promise.all([saved(), page.keyboard.press('t')]);
  await page.keyboard.press('c');
  await page.keyboard.type('Belize');
  await Promise.all([saved(), page.keyboard.press('Enter')]);
  await page.getByText('The program has', { exact: true }).waitFor();
  if (process.env.ROSTRA_PICTURE) await page.screenshot({ path: process.env.ROSTRA_PICTURE });

  const document = JSON.parse(readFileSync(join(mine, 'belize-042.json'), 'utf8'));
  const [ruth] = document.people;
  assert.equal(ruth.titles[0].text, 'Portreeve');
  assert.deepEqual([ruth.country, ruth.review], ['BLZ', 'corrected']);
  const { start: from, end } = ruth.titles[0];
  assert.equal([...readFileSync(join(mine, 'belize-042.txt'), 'utf8')].slice(from, end).join(''), 'Portreeve');

  const fails = rostra(['check', mine]);
  assert.equal(fails.status, 1, fails.stderr);
  assert.match(fails.stdout, /people\[Ruth Castillo\]\.titles\[Portreeve\]/);
  const pack = readFileSync(new URL('../../crates/lexicon/packs/en.toml', import.meta.url), 'utf8');
  writeFileSync(join(packs, 'en.toml'), pack.replace('[titles]\nheads = [\n', (head) => `${head}  "portreeve",\n`));
  const holds = rostra(['check', mine, '--packs', packs]);
  assert.equal(holds.stdout, '1 checked, 0 differ\n');
  assert.equal(holds.status, 0, holds.stderr);
  const scored = rostra(['evaluate', mine, '--packs', packs, '--json']);
  assert.equal(JSON.parse(scored.stdout).all.record, 1);
  assert.deepEqual(found, []);
});
