// Opens pages in Chromium at the width of a phone and of a desk, in light and dark: node browse.mjs CHROMIUM PAGE...
// Screenshots are left beside the pages, for people to look at.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';

const [executablePath, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
let seen = 0;
for (const page of pages) {
  const address = `file://${path.resolve(page)}`;
  for (const [name, width, height] of [['phone', 390, 1600], ['desk', 1280, 1600]]) {
    for (const colorScheme of ['light', 'dark']) {
      const viewport = { width, height };
      const still = await browser.newContext({ javaScriptEnabled: false, viewport, colorScheme });
      const plain = await still.newPage();
      const requests = [];
      plain.on('request', (request) => requests.push(request.url()));
      await plain.goto(address);
      await plain.screenshot({ path: page.replace('.page.html', `-${name}-${colorScheme}.png`) });
      assert.deepEqual(requests, [address], 'nothing is loaded from elsewhere');
      await still.close();

      // The page's own policy forbids scripts; without it, there must be none to run.
      const open = await browser.newContext({ bypassCSP: true, viewport, colorScheme });
      const live = await open.newPage();
      const dialogs = [];
      const loaded = [];
      live.on('dialog', (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
      live.on('request', (request) => loaded.push(request.url()));
      await live.goto(address);
      await live.mouse.move(200, 400);
      assert.equal(await live.evaluate(() => document.scripts.length), 0);
      const wide = await live.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${page} is ${wide} pixels wider than a ${name}`);
      assert.deepEqual(dialogs, []);
      assert.deepEqual(loaded, [address]);
      // axe-core takes minutes for a page of hundreds of findings; that of one such draft is the same in small.
      if (page.startsWith('hostile') || page.startsWith('pitches')) {
        await open.close();
        continue;
      }
      await live.evaluate(axe);
      const found = await live.evaluate(() => axe.run(document));
      const violations = found.violations.map((it) => `${it.id}: ${it.nodes[0].html.slice(0, 200)}`);
      assert.deepEqual(violations, []);
      assert.ok(found.passes.length > 20);
      await open.close();
      seen += 1;
    }
  }
}
await browser.close();
console.log(`html: ${pages.length} pages in 4 views each: nothing runs, nothing is loaded; axe-core finds no violation in ${seen} of them`);
