// The page that `rostra report` writes, in a real browser, opened from disk.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { axe, launch, offences, rostra } from "./support.mjs";

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror=alert(2)></mark>"'><svg onload=alert(3)><!-- \u202Eabc\u202C`;

const RELEASES = {
  "en-talks.txt": `Talks on river transport end in Mombasa

Mombasa, 14 May 2024 – The talks were chaired by Ms. Wanjiru Kamotho, Cabinet Secretary for Roads and Transport of Kenya. Uganda's Minister of State for Works, Hon. Peter Mwesigye, told delegates that lakes must be safe.
`,
  "fr-visite.txt": `Visite du ministre de la Santé à Lomé

Lomé, le 3 juin 2024 – Le ministre de la Santé du Togo, M. Kodjo Amévi, a reçu la ministre de la Santé du Bénin, Mme Rachelle Dossou, qui a salué la coopération.
`,
  "ar-liqa.txt": `وزير الخارجية يستقبل نظيره اليوناني

استقبل معالي وزير الخارجية السيد سالم بن راشد الكعبي اليوم وزير خارجية اليونان نيكولاوس باباداكيس، وأكد الوزير عمق العلاقات.
`,
  "zh-huijian.txt": `外交部长会见肯尼亚交通部长

2024年5月20日，外交部长李明远在北京会见肯尼亚交通部长万吉鲁·卡莫托。李明远表示，双方合作不断加强。
`,
  "hostile.txt": `${HOSTILE}

Kenya's Minister of Health, Dr. Ann ${HOSTILE} Otieno, said "${HOSTILE}". Uganda's Minister of Works, Peter Mwesigye, met her.
`,
};

let browser, folder, page, url, troubles;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "rostra-browser-"));
  const names = [...Object.keys(RELEASES), "broken.pdf"];
  for (const name of names) writeFileSync(join(folder, name), RELEASES[name] ?? "%PDF-1.7 no more");
  const out = join(folder, "report.html");
  const { status, stderr } = rostra(["report", ...names.map((name) => join(folder, name)), "-o", out]);
  assert.equal(status, 1, stderr);
  url = pathToFileURL(out).href;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(t, hash = "", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  t.after(() => context.close());
  page = await context.newPage();
  troubles = offences(page, url);
  await page.goto(url + hash);
  return page;
}

const shown = () => page.locator("#list > li:not([hidden])").count();
const quiet = () => assert.deepEqual(troubles, []);

test("a run is there at once, with its pictures and failures", async (t) => {
  await open(t);
  assert.equal(await shown(), 5);
  assert.match(await page.locator(".sums").innerText(), /5\s+releases/);
  assert.match(await page.locator("#failures").innerText(), /broken\.pdf/);
  for (const id of ["world", "countries", "offices", "roles", "time", "confidence", "languages", "failures", "network"]) {
    assert.ok(await page.locator(`#picture-${id} svg[role="group"]`).isVisible(), id);
    await page.locator(`#picture-${id} summary`).click();
    assert.ok((await page.locator(`#picture-${id} tbody tr`).count()) > 0, id);
  }
  quiet();
});

test("a release opens with marks and records tied to each other", async (t) => {
  await open(t);
  await page.getByRole("link", { name: /Talks on river/ }).click();
  assert.equal(await page.locator("#headline").innerText(), "Talks on river transport end in Mombasa");
  assert.equal(await page.evaluate(() => document.activeElement.id), "headline");
  const name = page.locator("#text mark.person", { hasText: "Wanjiru Kamotho" });
  const number = await name.getAttribute("data-p");
  for (const tie of [() => name.hover(), () => name.focus()]) {
    await page.mouse.move(0, 0);
    await tie();
    assert.ok(await page.locator(`.card[data-p="${number}"].lit`).isVisible());
    assert.ok(await page.locator("#text mark.title.lit", { hasText: "Cabinet Secretary" }).isVisible());
    assert.equal(await page.locator("#text mark.lit", { hasText: "Mwesigye" }).count(), 0);
  }
  quiet();
});

test("a mark says why it is there, by mouse and by key", async (t) => {
  await open(t, "#id=en-talks");
  await page.locator("#text mark.title", { hasText: "Minister of State for Works" }).click();
  const why = page.locator("#why");
  assert.ok(await why.isVisible());
  assert.match(await why.innerText(), /Peter Mwesigye/);
  assert.ok((await why.locator("tbody tr, table > tr").count()) > 0);
  await page.keyboard.press("Escape");
  assert.ok(!(await why.isVisible()));
  assert.ok(await page.locator("#headline").isVisible(), "Escape closed one thing only");
  await page.locator("#text mark.person").first().focus();
  await page.keyboard.press("Enter");
  assert.ok(await why.isVisible());
  await why.getByRole("button", { name: "Record" }).first().click();
  assert.ok(await page.locator("#people details.why[open]").first().isVisible());
  quiet();
});

test("filters and search narrow the list and stand in the address", async (t) => {
  await open(t);
  await page.locator("#more summary").click();
  await page.locator("#lang").selectOption("fr");
  assert.equal(await shown(), 1);
  assert.match(await page.locator("#status").innerText(), /^1 of 5/);
  assert.equal(new URL(page.url()).hash, "#lang=fr");
  await page.getByRole("button", { name: /Remove filter/ }).click();
  assert.equal(await shown(), 5);
  await page.locator("#country").selectOption("KEN");
  assert.ok((await shown()) < 5 && (await shown()) > 0);
  await page.locator("#role").selectOption({ index: 0 });
  await page.goto(url + "#q=rachelle");
  for (const [words, id] of [["AMEVI", "fr-visite"], ["sante benin", "fr-visite"], ["会见肯尼亚", "zh-huijian"], ["العلاقات", "ar-liqa"], ["lakes must be", "en-talks"]]) {
    await page.locator("#q").fill(words);
    await page.locator(`#list > li:not([hidden]) a[href="#id=${id}"]`).waitFor();
    await page.locator("#status", { hasText: /^1 of 5 releases$/ }).waitFor();
  }
  await page.locator("#q").fill("nobody says this");
  await page.waitForFunction(() => /^0 of 5 releases$/.test(document.getElementById("status").textContent));
  quiet();
});

test("a bar, a tile and a node filter", async (t) => {
  await open(t);
  for (const picture of ["countries", "world", "network", "roles", "confidence"]) {
    await page.goto(url);
    const hit = page.locator(`#picture-${picture} a.hit`).first();
    await hit.focus();
    await page.keyboard.press("Enter");
    assert.match(new URL(page.url()).hash, /^#(country|person|role|min)=/, picture);
    assert.match(await page.locator("#status").innerText(), /^\d of 5/, picture);
  }
  quiet();
});

test("all of it goes by keyboard", async (t) => {
  await open(t);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.press("Enter");
  const at = () => page.evaluate(() => document.activeElement.closest("li")?.id);
  assert.equal(await at(), "l0");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("j");
  assert.equal(await at(), "l2");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  assert.match(page.url(), /id=/);
  const before = page.url();
  await page.keyboard.press("j");
  assert.notEqual(page.url(), before);
  await page.keyboard.press("Escape");
  assert.equal(new URL(page.url()).hash, "");
  assert.ok(await page.locator("#overview").isVisible());
  await page.getByRole("button", { name: "Keys" }).click();
  await page.locator("#letters").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "q");
  quiet();
});

test("Arabic runs from right to left, Chinese is set as Chinese", async (t) => {
  await open(t, "#id=ar-liqa");
  const text = page.locator("#text > .text");
  assert.equal(await text.getAttribute("lang"), "ar");
  const [mark, block] = await page.evaluate(() => {
    const block = document.querySelector("#text p:last-child, #text p").getBoundingClientRect();
    const first = document.querySelector("#text mark").getBoundingClientRect();
    return [first, block].map(({ left, right }) => ({ left, right }));
  });
  assert.ok(mark.right - block.left > (block.right - block.left) / 2, "the beginning is at the right");
  await page.goto(url + "#id=zh-huijian");
  assert.equal(await text.getAttribute("lang"), "zh");
  assert.equal(await text.evaluate((one) => getComputedStyle(one).lineBreak), "strict");
  quiet();
});

test("nothing in a release runs or loads", async (t) => {
  await open(t);
  for (const [n] of Object.keys(RELEASES).entries()) {
    await page.evaluate((n) => document.querySelector(`#l${n} a`).click(), n);
    await page.locator("#headline").waitFor();
    for (const mark of await page.locator("#text mark.person").all()) {
      await mark.click();
      await page.keyboard.press("Escape");
    }
  }
  await page.goto(url + "#id=hostile");
  assert.match(await page.locator("#text").innerText(), /<img src=x onerror=alert\(2\)>/);
  assert.equal(await page.locator("img").count(), 0);
  await page.goto(url + "#" + encodeURIComponent(HOSTILE) + "&q=" + encodeURIComponent(HOSTILE) + "&person=" + encodeURIComponent(HOSTILE));
  await page.waitForTimeout(200);
  quiet();
});

test("one view at a time on a narrow screen", async (t) => {
  await open(t, "", { viewport: { width: 400, height: 800 } });
  assert.ok(await page.locator("#overview").isVisible());
  assert.ok(!(await page.locator("#list").isVisible()));
  await page.locator("#to-list").click();
  await page.locator("#list a").first().click();
  assert.ok(await page.locator("#headline").isVisible());
  assert.ok(!(await page.locator("#list").isVisible()));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} pixels too wide`);
  await page.locator("#back").click();
  assert.ok(await page.locator("#list").isVisible());
  quiet();
});

test("what filters leave is printed", async (t) => {
  await open(t, "#lang=fr");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator("#printed article").count(), 1);
  assert.match(await page.locator("#printed").innerText(), /Rachelle Dossou/);
  assert.ok(!(await page.locator("#overview").isVisible()));
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator("#printed article").count(), 0);
  assert.ok((await page.pdf()).length > 1000);
  quiet();
});

test("without scripts there are pictures and the list", async (t) => {
  await open(t, "", { javaScriptEnabled: false });
  assert.ok(await page.locator("#picture-countries svg").isVisible());
  assert.ok(await page.locator("#l0").isVisible());
  assert.match(await page.locator("noscript").innerText(), /Without scripts/);
});

test("nothing is in the way of those who do not see or point", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    for (const hash of ["", "#id=en-talks", "#id=ar-liqa", "#q=mombasa"]) {
      await open(t, hash, { colorScheme });
      await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
      // As a script of the browser, which the page's policy does not hold.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const told = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 200) + failureSummary).join(" ")}`);
      assert.deepEqual(told, [], `${colorScheme} ${hash}`);
    }
  }
});

test("what has changed since an earlier run is shown", async (t) => {
  const now = join(folder, "now");
  mkdirSync(now);
  writeFileSync(join(now, "en-talks.txt"), RELEASES["en-talks.txt"].replaceAll("Mwesigye", "Okello"));
  writeFileSync(join(now, "fr-visite.txt"), RELEASES["fr-visite.txt"]);
  const [earlier, out] = [join(folder, "earlier.jsonl"), join(folder, "changed.html")];
  const before = ["en-talks.txt", "fr-visite.txt"].map((name) => join(folder, name));
  rostra(["extract", ...before, "-o", earlier]);
  const { status, stderr } = rostra(["report", now, "--against", earlier, "-o", out]);
  assert.equal(status, 0, stderr);
  const all = url;
  url = pathToFileURL(out).href;
  t.after(() => { url = all; });
  await open(t);
  assert.match(await page.locator("#picture-changes").innerText(), /1 release has changed/);
  await page.locator("#picture-changes a").click();
  assert.equal(await shown(), 1);
  await page.locator("#list li:not([hidden]) a").click();
  assert.match(await page.locator("#head .changes").innerText(), /Mwesigye|Okello/);
  quiet();
});
