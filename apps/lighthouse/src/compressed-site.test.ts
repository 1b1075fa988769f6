import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CompressedSite, serveCompressed } from "./compressed-site.ts";

const text = "<p>text</p>".repeat(1000);
const folder = mkdtempSync(join(tmpdir(), "vanishing-point-compressed-"));
let site: CompressedSite;

beforeAll(async () => {
  mkdirSync(join(folder, "lessons.js"));
  writeFileSync(join(folder, "lessons.js/index.html"), text);
  writeFileSync(join(folder, "font.woff2"), text);
  site = await serveCompressed(folder);
});

afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

test.each([
  ["/lessons.js/", "gzip"],
  ["/font.woff2", null],
])("%s arrives whole, with content-encoding %j", async (path, encoding) => {
  const answer = await fetch(site.origin + path);
  expect(answer.headers.get("content-encoding")).toBe(encoding);
  expect(await answer.text()).toBe(text);
});

test("a file that the folder has not is not there, and the folder itself stays as it was", async () => {
  expect((await fetch(`${site.origin}/nothing.html`)).status).toBe(404);
  expect((await fetch(`${site.origin}/font.woff2.gz`)).status).toBe(404);
});
