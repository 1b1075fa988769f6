import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { smallDisk } from "../test-support/small-disk.ts";
import { writeAtomically } from "./write-atomically.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "write-atomically-"));
  file = path.join(folder, "file");
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("writeAtomically", () => {
  test("creates a file, and replaces it", () => {
    writeAtomically(file, "one σ");
    expect(readFileSync(file, "utf8")).toBe("one σ");
    writeAtomically(file, Buffer.from([0, 255]));
    expect([...readFileSync(file)]).toEqual([0, 255]);
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  test.skipIf(process.platform === "win32")("keeps the mode of a file", () => {
    writeFileSync(file, "one");
    chmodSync(file, 0o640);
    writeAtomically(file, "two");
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  test.skipIf(process.platform === "win32")("follows a link", () => {
    const link = path.join(folder, "link");
    writeFileSync(file, "one");
    symlinkSync(file, link);
    writeAtomically(link, "two");
    expect(readFileSync(file, "utf8")).toBe("two");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test("leaves a folder in the file's place", () => {
    mkdirSync(file);
    expect(() => writeAtomically(file, "one")).toThrow();
    expect(readdirSync(folder)).toEqual(["file"]);
  });

  test("leaves the old content where only a part of the new one has room", async ({ skip }) => {
    const disk = await smallDisk(path.join(folder, "disk"));
    if (!disk) return skip("no small disk can be mounted here");
    try {
      const onDisk = path.join(disk.folder, "file");
      writeFileSync(onDisk, "old".repeat(5000));
      expect(() => writeAtomically(onDisk, "new".repeat(20_000))).toThrow(/ENOSPC/);
      expect(readFileSync(onDisk, "utf8")).toBe("old".repeat(5000));
      expect(readdirSync(disk.folder)).toEqual(["file"]);
    } finally {
      await disk.remove();
    }
  });
});
