// Opens the pages of hebb in Debian's Chromium: node browser-test.js, in this folder, after npm ci.
// Screenshots go to target/shots, to be looked at.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const hebb = new URL("../hebb", import.meta.url).pathname;
const shots = new URL("target/shots/", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "hebb-pages-"));
const run = (...args) => execFileSync(hebb, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });

// A page that fails the test where it logs an error or asks for anything beside itself.
async function open(address, scheme) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: scheme });
  page.on("console", (message) => assert.notEqual(message.type(), "error", message.text()));
  page.on("pageerror", (error) => assert.fail(error));
  page.on("request", (request) => assert.ok(request.url().startsWith(address) || request.url().startsWith("data:"), request.url()));
  await page.goto(address);
  return page;
}

const epoch = (page) => page.locator("#now").textContent();
const mapImage = (page) => page.locator("#curves svg image").getAttribute("href");

async function replay(scheme) {
  const page = await open(`file://${folder}/story.html`, scheme);
  assert.equal(await epoch(page), "epoch 20 of 20");
  assert.equal(await page.locator("#layers h2").allTextContents().then(String), "hidden1,hidden2,output");
  await page.locator("#curves svg image").waitFor();
  const learned = await mapImage(page);
  await page.keyboard.press("Home");
  assert.equal(await epoch(page), "epoch 0 of 20");
  assert.notEqual(await mapImage(page), learned);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  assert.equal(await epoch(page), "epoch 11 of 20");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.getElementById("now").textContent === "epoch 20 of 20");
  await page.locator("#slider").fill("7");
  assert.equal(await epoch(page), "epoch 7 of 20");
  assert.match(await page.locator(".card", { hasText: "Loss" }).textContent(), /training 0\.\d+/);
  await page.getByLabel("log").check();
  const curve = page.locator("#curves .chart").first();
  const box = await curve.boundingBox();
  await page.mouse.click(box.x + box.width - 16, box.y + box.height / 2);
  assert.equal(await epoch(page), "epoch 20 of 20");
  assert.ok(await fits(page), "nothing is cut off at the right");
  await page.screenshot({ path: `${shots}story-${scheme}.png`, fullPage: true });
  await page.setViewportSize({ width: 390, height: 800 });
  await page.waitForTimeout(300);
  assert.ok(await fits(page), "it fits a phone");
  await page.screenshot({ path: `${shots}story-${scheme}-phone.png` });
  await page.close();
}

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

// Numbers open as their sums; on a phone tables scroll by themselves, and so does the sum that is open.
async function trace(scheme) {
  const page = await open(`file://${folder}/trace.html`, scheme);
  assert.ok(await fits(page), "nothing is cut off at the right");
  await page.locator(".number", { hasText: /\d/ }).last().click();
  assert.match(await page.locator("#line").textContent(), /^db1\[\d+\] = /);
  await page.screenshot({ path: `${shots}trace-${scheme}.png` });
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(await fits(page), "it fits a phone");
  await page.screenshot({ path: `${shots}trace-${scheme}-phone-sum.png` });
  await page.keyboard.press("Escape");
  await page.screenshot({ path: `${shots}trace-${scheme}-phone.png` });
  await page.close();
}

// Epochs come in while it trains, and the page stays when training is over.
async function watch() {
  const args = ["train", "demo:flower", "--epochs", "400", "--patience", "none", "--record", "5", "--watch", "--out", "live.hebb"];
  const training = spawn(hebb, args, { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => training.on("exit", resolve));
  const address = await new Promise((resolve) => {
    let text = "";
    training.stdout.on("data", (more) => {
      text += more;
      const found = text.match(/http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\//);
      if (found) resolve(found[0]);
    });
  });
  assert.equal((await fetch(address.replace(/[0-9a-f]{32}/, "0".repeat(32)))).status, 403);
  const page = await open(address, "dark");
  await page.waitForFunction(() => /of [1-9]\d+$/.test(document.getElementById("now").textContent));
  await page.locator("#curves svg image").waitFor();
  assert.ok(await page.locator("#curves svg circle[fill]").count() > 300, "rows are on the map");
  await page.screenshot({ path: `${shots}watch.png`, fullPage: true });
  await page.waitForFunction(() => document.getElementById("status").textContent.startsWith("training is over"), null, { timeout: 120_000 });
  await page.waitForFunction(() => document.getElementById("now").textContent === "epoch 400 of 400");
  assert.equal(await ended, 0);
  await page.close();
}

try {
  mkdirSync(shots, { recursive: true });
  run("train", "demo:flower", "--epochs", "20", "--record", "1", "--out", "flower.hebb");
  run("replay", "flower.hebb", "-o", "story.html");
  assert.ok(statSync(join(folder, "story.html")).size < 5e6);
  run("trace", "flower.hebb", "--data", "demo:flower", "--row", "3", "-o", "trace.html");
  for (const scheme of ["light", "dark"]) {
    await replay(scheme);
    await trace(scheme);
  }
  await watch();
  console.log(`The pages are as they should be; screenshots are in ${shots}`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
