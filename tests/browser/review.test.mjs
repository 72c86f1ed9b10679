// People go through releases: by keys, by mouse, two at once, in several scripts, and with releases that want to do harm.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { axe, launch, offences, rostra, start, tempdir } from './support.mjs';

const ENGLISH = `Ministers adopt roadmap on safer lakes

Mombasa, 14 May 2024 – The meeting was chaired by Ms. Wanjiru Kamotho, Cabinet Secretary for Roads and Transport of Kenya. Hon. Peter Mwesigye, Uganda's Minister of State for Works, told delegates that lives are lost within sight of the shore.

Among the guests was Amina Yusuf of the Lake Basin Forum.
`;

const ARABIC = `وزير الخارجية يستقبل السفير

عمان – استقبل وزير الخارجية الأردني أيمن الصفدي اليوم السفير الفرنسي بيير دوبون، وبحث معه العلاقات بين البلدين 😀. وقال الصفدي إن الأردن يرحب بذلك.
`;

const CHINESE = `外交部长王毅会见法国大使

北京，5月14日电 外交部长王毅14日在北京会见了法国驻华大使白玉堂。王毅说，中法关系发展良好😀。肯尼亚客人李明华也在场。
`;

const HOSTILE = `<script>document.title = 'ran'; alert(1)</script> Statement

Nairobi, 14 May 2024 – The Minister of Health of Kenya, Dr. Ann Otieno, said </mark></p></main><img src=x onerror="alert(2)"> "javascript:alert(3)" \u202Eesrever\u202C and \u2066isolated. Mr. Peter Kamau <b onclick=alert(4)>spoke</b> & left.
`;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A folder with releases, by name, and the program that shows them. */
async function serving(t, releases, options = []) {
  const folder = tempdir(t);
  const press = join(folder, 'press');
  const to = join(folder, 'reviewed');
  mkdirSync(press);
  for (const [name, text] of Object.entries(releases)) writeFileSync(join(press, `${name}.txt`), text);
  const server = await start(['review', press, '--to', to, '--listen', '127.0.0.1:0', '--no-open', '--order', 'source', ...options]);
  const own = new URL(server.url).origin;
  let ended;
  const stop = () => {
    ended ??= server.stop();
    return ended;
  };
  t.after(stop);
  return { ...server, stop, own, to, press };
}

/** A page of somebody who has followed the link. */
async function visitor(t, server, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const found = offences(page, server.own);
  await page.goto(server.url);
  await page.waitForSelector('#list[data-complete=true]');
  return { page, found, context };
}

async function open(page, server, number = 0) {
  await page.goto(`${server.own}/release/${number}`);
  await page.waitForSelector('#head');
}

/** Presses keys one by one; nothing is waited for, as people do not. */
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** Waits until all is saved. */
const settled = (page, version) => page.waitForFunction((was) => document.querySelector('#release').dataset.version !== was, version);
const version = (page) => page.getAttribute('#release', 'data-version');

/** Does something that is saved once. */
async function saves(page, act) {
  const was = await version(page);
  await act();
  await settled(page, was);
}

const document_ = (server, id) => JSON.parse(readFileSync(join(server.to, `${id}.json`), 'utf8'));
const named = (document, name) => document.people.find((person) => person.name === name);
const current = (page) => page.locator('.record[aria-current] .name').innerText();

/** Selects words of the text as a mouse does, by dragging from the first character to the last. */
async function drag(page, words) {
  const ends = await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const at = node.data.indexOf(wanted);
      if (at < 0) continue;
      node.parentElement.scrollIntoView({ block: 'center' });
      const box = (from) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, from + 1);
        return range.getBoundingClientRect();
      };
      const [first, last] = [box(at), box(at + wanted.length - 1)];
      const rtl = /\p{Script=Arabic}/u.test(wanted);
      return [rtl ? first.right - 1 : first.left + 1, (first.top + first.bottom) / 2, rtl ? last.left + 1 : last.right - 1, (last.top + last.bottom) / 2];
    }
    return null;
  }, words);
  assert.ok(ends, `${words} stands in one piece of the text`);
  const [fromX, fromY, toX, toY] = ends;
  await page.mouse.move(fromX, fromY);
  await page.mouse.down();
  await page.mouse.move((fromX + toX) / 2, (fromY + toY) / 2, { steps: 3 });
  await page.mouse.move(toX, toY, { steps: 3 });
  await page.mouse.up();
}

/** The selected words, once the page has heard of them. */
async function words(page) {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return page.locator('#words').innerText();
}

test('a release is put right by keys alone, and the files can be checked', async (t) => {
  const server = await serving(t, { 'a-1': ENGLISH, 'b-1': ENGLISH });
  const { page, found } = await visitor(t, server);
  assert.ok(!page.url().includes('token'), 'the secret is not kept in the address');
  await press(page, ' ');
  await page.waitForURL(/release\/0/);
  await page.waitForSelector('.record[aria-current]');
  assert.equal(await current(page), 'Wanjiru Kamotho');
  assert.ok(await page.evaluate(() => document.activeElement === document.querySelector('.record[aria-current]')));

  // Accepted; the next open person has the focus, and the text stands at the name.
  await saves(page, () => press(page, 'a'));
  assert.equal(await current(page), 'Peter Mwesigye');
  assert.ok(await page.locator('mark.person.chosen').first().isVisible());
  const lit = await page.locator('mark.person.chosen').first().innerText();
  assert.match(lit, /Peter Mwesigye/);

  // Keys that come faster than the files are saved are meant for the page as it will be.
  await saves(page, () => press(page, '1'));
  await press(page, 'v', 's', 'c');
  await page.keyboard.type('Rwanda');
  await press(page, 'Enter');
  const reads = () => named(document_(server, 'a-1'), 'Peter Mwesigye');
  for (let tries = 0; tries < 200 && reads().country !== 'RWA'; tries += 1) await page.waitForTimeout(50);
  let person = reads();
  assert.deepEqual([person.role, person.mode, person.country, person.titles[0].status, person.review], ['keynote', 'video', 'RWA', 'then', 'corrected']);

  // The title by keys: selected, shortened from its end, made the title.
  await press(page, 'E');
  const title = await words(page);
  await press(page, 'Control+Shift+ArrowLeft', 'Control+Shift+ArrowLeft');
  assert.ok((await words(page)).length < title.length);
  const shorter = await words(page);
  await saves(page, () => press(page, 't'));
  person = named(document_(server, 'a-1'), 'Peter Mwesigye');
  assert.deepEqual(person.titles.map((one) => one.text), [shorter]);

  // Undone, one by one.
  await saves(page, () => press(page, 'u'));
  await saves(page, () => press(page, 'Control+z'));
  person = named(document_(server, 'a-1'), 'Peter Mwesigye');
  assert.equal(person.titles[0].text, title);
  assert.equal(person.country, 'UGA');

  // All that is open; the next release; what is done is told.
  if (await page.locator('[data-key=A]').count()) await saves(page, () => press(page, 'A'));
  assert.match(await page.locator('#left').innerText(), /decided/);
  await press(page, ' ');
  await page.waitForURL(/release\/1/);
  assert.match(await page.locator('#progress').innerText(), /1 of 2 releases done/);

  // After a reload all is as it was left.
  await open(page, server, 0);
  assert.match(await page.locator('.record').first().innerText(), /accepted/);
  assert.equal(readFileSync(join(server.to, 'a-1.txt'), 'utf8'), ENGLISH);
  assert.ok(!existsSync(join(server.to, 'b-1.json')), 'nothing was decided there');
  assert.deepEqual(found, []);

  // The program does not find it as it was put right, and says so; once all is as the program has it, it agrees.
  assert.equal(rostra(['check', server.to]).status, 1);
  await open(page, server, 0);
  await press(page, 'j');
  await saves(page, () => press(page, 'r'));
  await saves(page, () => press(page, 'a'));
  assert.equal(rostra(['check', server.to]).status, 0, rostra(['check', server.to]).stdout);
  assert.equal(await server.stop(), 0);
  assert.match(server.output(), /1 of 2 releases done/);
});

test('a release is put right by mouse alone', async (t) => {
  const server = await serving(t, { a: ENGLISH });
  const { page, found } = await visitor(t, server);
  await page.click('#start');
  await page.waitForSelector('.record[aria-current]');
  const people = await page.locator('.record').count();

  // Words are dragged over and made a person, her organisation, a title.
  await drag(page, 'Amina Yusuf');
  assert.equal(await words(page), 'Amina Yusuf');
  await saves(page, () => page.click('#tools [data-words=add]'));
  assert.equal(await page.locator('.record').count(), people + 1);
  assert.equal(await current(page), 'Amina Yusuf');
  await drag(page, 'Lake Basin Forum');
  await saves(page, () => page.click('#tools [data-words=organization]'));
  await drag(page, 'guests');
  await saves(page, () => page.click('#tools [data-words=title]'));
  await saves(page, () => page.selectOption('.record[aria-current] [data-field=mode]', 'written'));
  await saves(page, () => page.click('.record[aria-current] .roles button:has-text("speaker")'));
  let person = named(document_(server, 'a'), 'Amina Yusuf');
  const start = ENGLISH.indexOf('Amina Yusuf');
  assert.deepEqual(person.mentions, [{ start, end: start + 11 }]);
  assert.deepEqual([person.review, person.organization, person.role, person.mode], ['added', 'Lake Basin Forum', 'speaker', 'written']);
  assert.equal(person.titles[0].text, 'guests');
  await saves(page, () => page.click('.record[aria-current] [aria-label="Remove title guests"]'));
  await saves(page, () => page.click('.record[aria-current] [aria-label^="Remove organisation"]'));

  // A card is chosen by its name, and by its name in the text.
  await page.click('.record .name:has-text("Wanjiru Kamotho")');
  assert.equal(await current(page), 'Wanjiru Kamotho');
  assert.equal(await words(page), 'Wanjiru Kamotho');
  await page.click('#text mark.person:has-text("Peter Mwesigye")');
  assert.equal(await current(page), 'Peter Mwesigye');
  await saves(page, () => page.click('.record[aria-current] button:has-text("Reject")'));
  assert.equal(await page.locator('#text mark.person:has-text("Peter Mwesigye")').count(), 0);
  const document = document_(server, 'a');
  assert.equal(named(document, 'Peter Mwesigye'), undefined);
  assert.equal(document.review.rejected[0].name, 'Peter Mwesigye');

  // Merged, and undone.
  await page.click('.record .name:has-text("Wanjiru Kamotho")');
  const option = await page.locator('.record[aria-current] [data-field=other] option:has-text("Amina")').getAttribute('value');
  await saves(page, () => page.selectOption('.record[aria-current] [data-field=other]', option));
  person = named(document_(server, 'a'), 'Wanjiru Kamotho');
  assert.ok(person.mentions.some((place) => place.start === start));
  assert.equal(named(document_(server, 'a'), 'Amina Yusuf'), undefined);
  await saves(page, () => page.click('#undo'));
  assert.ok(named(document_(server, 'a'), 'Amina Yusuf'));

  // A country that is none is told, and what was typed stays.
  await page.click('.record .name:has-text("Wanjiru Kamotho")');
  await page.fill('.record[aria-current] [data-field=country]', 'Atlantis');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#trouble:not([hidden])');
  assert.match(await page.locator('#trouble').innerText(), /Atlantis/);
  assert.equal(await page.inputValue('.record[aria-current] [data-field=country]'), 'Atlantis');
  // The refusal itself is an answer that browsers note.
  assert.deepEqual(found.filter((what) => !what.includes('422')), []);
});

test('two tabs do not overwrite each other', async (t) => {
  const server = await serving(t, { a: ENGLISH });
  const { page, context } = await visitor(t, server);
  await open(page, server);
  const other = await context.newPage();
  await open(other, server);
  const name = await current(page);

  await saves(other, () => press(other, '3'));
  await press(page, '2');
  await page.waitForSelector('#conflict[open]');
  const shown = await page.locator('#conflict').innerText();
  assert.match(shown, /chair/);
  assert.match(shown, /speaker/);
  assert.equal(named(document_(server, 'a'), name).role, 'chair', 'nothing is overwritten');
  await Promise.all([page.waitForEvent('load'), page.click('[data-take=mine]')]);
  await page.waitForSelector('.record[aria-current]');
  assert.equal(named(document_(server, 'a'), name).role, 'speaker');
  assert.equal(await current(page), name);

  // The other tab is behind now; it takes what is saved.
  await press(other, 'v');
  await other.waitForSelector('#conflict[open]');
  await Promise.all([other.waitForEvent('load'), other.click('[data-take=theirs]')]);
  await other.waitForSelector('.record[aria-current]');
  assert.equal(await other.locator('.record[aria-current] .roles [aria-pressed=true]').innerText().then((text) => text.split(/\s/)[0]), 'speaker');
  assert.equal(named(document_(server, 'a'), name).mode, null);
});

test('what cannot be saved stays on the page until it can', async (t) => {
  const server = await serving(t, { a: ENGLISH });
  const { page } = await visitor(t, server);
  await open(page, server);
  const name = await current(page);
  await page.route('**/edit', (route) => route.abort());
  await press(page, '1');
  await page.waitForSelector('#trouble:not([hidden])');
  assert.match(await page.locator('#trouble').innerText(), /Not saved/);
  assert.ok(!existsSync(join(server.to, 'a.json')));
  await page.unroute('**/edit');
  await saves(page, () => page.click('#trouble button.primary'));
  assert.ok(await page.locator('#trouble').isHidden());
  assert.equal(named(document_(server, 'a'), name).role, 'keynote');
});

test('Arabic and Chinese are selected as they are read', async (t) => {
  const server = await serving(t, { ar: ARABIC, zh: CHINESE });
  const { page, found } = await visitor(t, server);
  const points = (text, wanted) => {
    const start = [...text.slice(0, text.indexOf(wanted))].length;
    return { start, end: start + [...wanted].length };
  };
  const cases = [
    [0, 'ar', ARABIC, 'الأردن يرحب'],
    [1, 'zh', CHINESE, '李明华'],
  ];
  for (const [number, id, text, wanted] of cases) {
    await open(page, server, number);
    await drag(page, wanted);
    assert.equal(await words(page), wanted);
    await saves(page, () => press(page, 'p'));
    assert.equal(await current(page), wanted);
    const person = named(document_(server, id), wanted);
    assert.deepEqual(person.mentions, [points(text, wanted)], 'code points, past an emoji');
    // Selected anew from the card, the place is the same; a character longer by key, then made the name.
    await press(page, 'e');
    assert.equal(await words(page), wanted);
    // Longer is where the writing goes.
    await press(page, id === 'ar' ? 'Shift+ArrowLeft' : 'Shift+ArrowRight');
    const { start, end } = points(text, wanted);
    assert.equal((await words(page)).trim(), [...text].slice(start, end + 1).join('').trim());
    assert.equal(await page.evaluate(() => [...getSelection().toString()].length), end + 1 - start);
    await saves(page, () => press(page, 'x'));
    await saves(page, () => press(page, 'u'));
    assert.ok(named(document_(server, id), wanted));
    assert.equal(readFileSync(join(server.to, `${id}.txt`), 'utf8'), text);
  }
  const direction = (selector) => page.locator(selector).first().evaluate((node) => getComputedStyle(node).unicodeBidi);
  assert.equal(await direction('#text p'), 'plaintext');
  assert.deepEqual(found, []);
});

test('hostile releases are text and nothing else', async (t) => {
  const long = `${'a '.repeat(200_000)}Dr. Ann Otieno, Minister of Health of Kenya, spoke. ${'b '.repeat(4_800_000)}`;
  const server = await serving(t, { hostile: HOSTILE, long });
  const { page, found } = await visitor(t, server);
  await open(page, server, 0);
  const shown = await page.evaluate(() => [...document.querySelectorAll('#text [data-at]')].map((block) => block.textContent).join(''));
  assert.equal(shown, HOSTILE);
  assert.equal(await page.locator('#text img, #text script, #text b').count(), 0);
  await drag(page, '<script>document.title');
  await saves(page, () => press(page, 'p'));
  await drag(page, '"javascript:alert(3)"');
  await saves(page, () => press(page, 't'));
  await drag(page, '<img src=x onerror="alert(2)">');
  await saves(page, () => press(page, 'h'));
  await open(page, server, 0);
  assert.ok(named(document_(server, 'hostile'), '<script>document.title'));
  assert.ok(!(await page.title()).startsWith('ran'));
  // A line of ten megabytes.
  await open(page, server, 1);
  if (await page.locator('.record').count()) {
    await saves(page, () => press(page, 'a'));
    assert.ok(existsSync(join(server.to, 'long.json')));
  }
  assert.deepEqual(found, []);
});

test('nobody comes in without the link, and the server says who may frame it', async (t) => {
  const server = await serving(t, { a: ENGLISH });
  const stranger = await browser.newContext();
  t.after(() => stranger.close());
  const page = await stranger.newPage();
  const answer = await page.goto(`${server.own}/release/0`);
  assert.equal(answer.status(), 403);
  assert.ok(!(await page.content()).includes('Kamotho'));
  assert.match(answer.headers()['content-security-policy'], /frame-ancestors 'none'/);
  const { page: inside, context } = await visitor(t, server);
  const cookies = await context.cookies();
  assert.equal(cookies.length, 1);
  assert.deepEqual([cookies[0].httpOnly, cookies[0].sameSite], [true, 'Strict']);
  assert.equal(await inside.evaluate(() => document.cookie), '');
});

test('pages can be used without sight and in the dark', async (t) => {
  const server = await serving(t, { a: ENGLISH, ar: ARABIC });
  for (const colorScheme of ['light', 'dark']) {
    const { page } = await visitor(t, server, { colorScheme });
    for (const path of ['/', '/release/0', '/release/1']) {
      await page.goto(`${server.own}${path}`);
      // Axe is run in the page's own world; the page's policy forbids scripts that are not its own.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
      assert.deepEqual(told, [], `${path} ${colorScheme}`);
    }
    await page.goto(`${server.own}/release/0`);
    await page.keyboard.press('?');
    assert.ok(await page.locator('#help').isVisible());
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#help').isHidden());
  }
});

test('each save says how long it took', async (t) => {
  const server = await serving(t, { a: ENGLISH });
  const { page } = await visitor(t, server);
  await open(page, server);
  const times = [];
  page.on('response', (response) => {
    const timing = response.headers()['server-timing'];
    if (timing) times.push(timing);
  });
  for (const key of ['1', '2', '3', '4', '5']) await saves(page, () => press(page, key));
  assert.equal(times.length, 5);
  for (const timing of times) assert.match(timing, /^save;dur=[\d.]+, edit;dur=[\d.]+, render;dur=[\d.]+$/);
  t.diagnostic(times.join('; '));
  assert.ok(readdirSync(server.to).every((name) => !name.endsWith('.part')));
});
