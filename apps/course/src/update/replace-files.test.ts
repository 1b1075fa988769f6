import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { smallDisk } from "../test-support/small-disk.ts";
import { replaceFiles } from "./replace-files.ts";

let folder: string;
let copies: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "replace-files-"));
  copies = path.join(folder, ".kept");
  for (const [file, text] of Object.entries({ "a/old.ts": "old", "a/b/gone.ts": "gone", "top.md": "top" })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, text: string, isExecutable = false) => ({
  file,
  packed: { content: Buffer.from(text), isExecutable },
});
const remove = (file: string) => ({ file, packed: undefined });
const read = (file: string) => readFileSync(path.join(folder, file), "utf8");
const all = () =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => !file.startsWith(".kept"))
    .sort();

describe("replaceFiles", () => {
  test("writes, replaces and removes, with copies of what was there", () => {
    const copied = replaceFiles(
      folder,
      [remove("a/b/gone.ts"), write("a/old.ts", "new"), write("c/d/fresh", "fresh", true)],
      copies,
    );
    expect(copied).toBe(2);
    expect(all()).toEqual([
      "a",
      path.join("a", "old.ts"),
      "c",
      path.join("c", "d"),
      path.join("c", "d", "fresh"),
      "top.md",
    ]);
    expect([read("a/old.ts"), read("c/d/fresh")]).toEqual(["new", "fresh"]);
    expect([read(".kept/a/old.ts"), read(".kept/a/b/gone.ts")]).toEqual(["old", "gone"]);
    if (process.platform !== "win32")
      expect(statSync(path.join(folder, "c/d/fresh")).mode & 0o111).toBe(0o111);
  });

  test("a file may become a folder", () => {
    replaceFiles(folder, [remove("top.md"), write("top.md/inside", "in")], copies);
    expect(read("top.md/inside")).toBe("in");
  });

  test("takes all of it back where a change fails, and names the reason", () => {
    const before = all();
    const changes = [
      remove("a/b/gone.ts"),
      write("a/old.ts", "new"),
      write("c/d/fresh", "fresh"),
      write("top.md/inside", "in the place of a file"),
      remove("top.md"),
    ];
    expect(() => replaceFiles(folder, changes, copies)).toThrow(
      /put back as it was: E(?:EXIST|NOTDIR|NOENT)/,
    );
    expect(all()).toEqual(before);
    expect([read("a/old.ts"), read("a/b/gone.ts"), read("top.md")]).toEqual(["old", "gone", "top"]);
  });

  test("takes all of it back where the disk is full", async (context) => {
    const disk = await smallDisk(path.join(folder, "disk"));
    if (!disk) return context.skip("Only root on Linux can have a small disk");
    try {
      writeFileSync(path.join(disk.folder, "old.ts"), "old".repeat(5000));
      writeFileSync(path.join(disk.folder, "gone.ts"), "gone");
      const before = all();
      const changes = [
        remove("disk/gone.ts"),
        write("disk/fresh.ts", "fresh".repeat(6000)),
        write("disk/old.ts", "new".repeat(10_000)),
      ];
      expect(() => replaceFiles(folder, changes, copies)).toThrow(/put back as it was: ENOSPC/);
      expect(all()).toEqual(before);
      expect([read("disk/old.ts"), read("disk/gone.ts")]).toEqual(["old".repeat(5000), "gone"]);
    } finally {
      await disk.remove();
    }
  });

  test("changes nothing where a copy cannot be kept", () => {
    writeFileSync(copies, "a file where the copies should go");
    expect(() => replaceFiles(folder, [remove("top.md")], copies)).toThrow();
    expect(existsSync(path.join(folder, "top.md"))).toBe(true);
  });
});
