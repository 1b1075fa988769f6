import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { withoutFileEvents } from "../test-support/without-file-events.ts";
import { fileEventsArrive, isShared } from "./file-events.ts";

const folder = mkdtempSync(path.join(tmpdir(), "vanishing-point-events-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A report may take long on a busy machine. */
const generous = 30_000;

test("file events arrive in a folder of this disk, which is made for it and left empty", async () => {
  const made = path.join(folder, "made", "for-it");
  expect(await fileEventsArrive(made, generous)).toBe(true);
  expect(readdirSync(made)).toEqual([]);
});

test("where a folder cannot be made, none arrive", async () => {
  writeFileSync(path.join(folder, "file"), "");
  expect(await fileEventsArrive(path.join(folder, "file"), generous)).toBe(false);
});

const script = `
  const { fileEventsArrive } = await import(${JSON.stringify(path.join(import.meta.dirname, "file-events.ts"))});
  console.log(await fileEventsArrive(${JSON.stringify(folder)}));`;
const watchless = withoutFileEvents(process.execPath, ["--input-type=module", "--eval", script]);

test.skipIf(watchless === undefined)("none arrive where the system has no watcher left", () => {
  const [program, words] = watchless as [string, string[]];
  expect(execFileSync(program, words, { encoding: "utf8" })).toBe("false\n");
});

test.skipIf(process.platform !== "linux")("what others change too is never trusted to report", () => {
  const [wsl, samba, ext4, tmpfs] = [0x01021997, 0xff534d42 | 0, 0xef53, 0x01021994];
  expect([wsl, samba, ext4, tmpfs].map(isShared)).toEqual([true, true, false, false]);
});
