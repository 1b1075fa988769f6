import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { basePath } from "./base-path.ts";
import { type Served, serveSite } from "./serve-site.ts";

const folder = mkdtempSync(path.join(tmpdir(), "site-"));
writeFileSync(path.join(folder, "index.html"), "home");
writeFileSync(path.join(folder, "404.html"), "no such page");
afterAll(() => rmSync(folder, { recursive: true }));

let served: Served | undefined;
afterEach(() => served?.server.close());

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "localhost");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

test.each([
  [undefined, "/"],
  ["", "/"],
  ["/", "/"],
  ["/course", "/course/"],
  ["course/", "/course/"],
])("the base path %j is %s", (given, base) => {
  expect(basePath(given)).toBe(base);
});

test("serves the pages, and the 404 page for what is not there", async () => {
  served = await serveSite(folder, await freePort(), "/");
  expect(await (await fetch(served.address)).text()).toBe("home");
  const missing = await fetch(`${served.address}nowhere/`);
  expect([missing.status, await missing.text()]).toEqual([404, "no such page"]);
  expect((await fetch(`${served.address}%2e%2e/%2e%2e/etc/passwd`)).status).toBe(404);
});

test("serves under a base path, and leads there from the root", async () => {
  served = await serveSite(folder, await freePort(), "/course/");
  expect(served.address).toMatch(/\/course\/$/);
  expect(await (await fetch(served.address)).text()).toBe("home");
  expect(await (await fetch(new URL("/", served.address))).text()).toBe("home");
  expect((await fetch(new URL("/other/", served.address))).status).toBe(404);
});

test("says that the last port of all is taken", async () => {
  const last = await serveSite(folder, 65_535, "/");
  await expect(serveSite(folder, 65_535, "/")).rejects.toThrow("Port 65535 is taken. Name another one");
  last.server.close();
});

test("takes the next port when one is taken", async () => {
  const port = await freePort();
  const first = await serveSite(folder, port, "/");
  served = await serveSite(folder, port, "/");
  first.server.close();
  expect(served.port).toBeGreaterThan(port);
});
