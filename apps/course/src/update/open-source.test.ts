import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { create, Header } from "tar";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gitIn } from "../test-support/course-repository.ts";
import { openSource } from "./open-source.ts";

const work = mkdtempSync(path.join(tmpdir(), "open-source-"));
afterAll(() => rmSync(work, { recursive: true }));

const inWork = (name: string) => path.join(work, name);
const small = {
  "package.json": '{ "name": "vanishing-point" }',
  "lessons/01-tape/lesson.test.ts": "// a suite",
  "lessons/01-tape/exercise.ts": "// someone's answer",
  "packages/core/src/index.ts": "export {};",
  "packages/core/node_modules/x/index.js": "installed",
  "progress.json": "{}",
  "data.bin": "x".repeat(5000),
};
const course = ["data.bin", "lessons/01-tape/lesson.test.ts", "package.json", "packages/core/src/index.ts"];

beforeAll(async () => {
  for (const [file, text] of Object.entries(small)) {
    mkdirSync(path.dirname(inWork(`vanishing-point-main/${file}`)), { recursive: true });
    writeFileSync(inWork(`vanishing-point-main/${file}`), text);
  }
  gitIn(inWork("vanishing-point-main"), "init", "--quiet");
  gitIn(inWork("vanishing-point-main"), "add", "--all", "--force");
  gitIn(inWork("vanishing-point-main"), "commit", "--quiet", "--message", "A course");
  const zip = ["archive", "--format=zip", "--prefix=top/", "--output", inWork("whole.zip"), "HEAD"];
  gitIn(inWork("vanishing-point-main"), ...zip);
  await create({ file: inWork("whole.tar.gz"), gzip: true, cwd: work }, ["vanishing-point-main"]);
  await create({ file: inWork("whole.tar"), cwd: inWork("vanishing-point-main") }, ["."]);
});

/** An archive of tar entries, each with any path, type and size that a header can say. */
function tarOf(
  name: string,
  entries: readonly { path: string; type?: "File" | "SymbolicLink" | "Link"; text?: string }[],
): string {
  const blocks = entries.flatMap(({ path, type = "File", text = "" }) => {
    const header = new Header({ path, type, size: text.length, mode: 0o644, mtime: new Date(0) });
    if (type !== "File") header.linkpath = "../../outside";
    const block = Buffer.alloc(512);
    header.encode(block, 0);
    return [block, Buffer.from(text.padEnd(Math.ceil(text.length / 512) * 512, "\0"))];
  });
  writeFileSync(inWork(name), gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)])));
  return inWork(name);
}

/** The whole zip with bytes of the same length in the place of others, wherever they stand. */
function patchedZip(name: string, from: string, to: string): string {
  const bytes = readFileSync(inWork("whole.zip")).toString("latin1");
  expect(bytes).toContain(from);
  writeFileSync(inWork(name), bytes.replaceAll(from, to), "latin1");
  return inWork(name);
}

async function refusal(source: string): Promise<string> {
  return openSource(source).then(
    () => "taken",
    (error: Error) => error.message,
  );
}

describe("openSource", () => {
  test.each(["whole.zip", "whole.tar.gz", "whole.tar", "vanishing-point-main", "."])(
    "takes the files of the course from %s, and nothing that is installed or a learner's own",
    async (name) => {
      // A folder with archives beside the course is no course; one with the course alone in it is.
      if (name === ".") {
        mkdirSync(inWork("alone"));
        gitIn(work, "clone", "--quiet", inWork("vanishing-point-main"), inWork("alone/course"));
      }
      const files = await openSource(name === "." ? inWork("alone") : inWork(name));
      expect([...files.keys()].sort()).toEqual(course);
      expect(files.get("data.bin")?.content.toString()).toBe(small["data.bin"]);
    },
  );

  test.each(["/etc/x", "../x", "top/../../x", "C:/x"])("refuses a tar with the path %s", async (name) => {
    const archive = tarOf("out.tar.gz", [
      { path: "package.json", text: "{}" },
      { path: name, text: "x" },
    ]);
    expect(await refusal(archive)).toContain("a path that leads out of the course's folder");
  });

  test.each(["SymbolicLink", "Link"] as const)("refuses a tar with a %s", async (type) => {
    expect(await refusal(tarOf("link.tar.gz", [{ path: "lessons", type }]))).toContain(
      "it holds a link or a device",
    );
  });

  test("refuses names that Windows reads as others", async () => {
    expect(await refusal(tarOf("odd.tar.gz", [{ path: "packages\\..\\..\\x" }]))).toContain(
      "no file of the course has",
    );
  });

  test("refuses a zip with a path that leads out of it", async () => {
    const archive = patchedZip("out.zip", "top/data.bin", "../../xx.bin");
    expect(await refusal(archive)).toMatch(
      /damaged or was not downloaded.*relative path.*\.\.\/\.\.\/xx\.bin/,
    );
  });

  test("refuses a zip with a link", async () => {
    const folder = inWork("linked");
    mkdirSync(folder);
    gitIn(folder, "init", "--quiet");
    // git writes the link itself, so that this works where the system has none.
    const target = createHash("sha1").update("blob 4\0../x").digest("hex");
    writeFileSync(path.join(folder, "target"), "../x");
    expect(gitIn(folder, "hash-object", "-w", "target")).toBe(target);
    gitIn(folder, "update-index", "--add", "--cacheinfo", `120000,${target},lessons`);
    gitIn(folder, "commit", "--quiet", "--message", "A link");
    gitIn(folder, "archive", "--format=zip", "--output", inWork("link.zip"), "HEAD");
    expect(await refusal(inWork("link.zip"))).toContain('it holds a link or a device, "lessons"');
  });

  test.skipIf(process.platform === "win32")("refuses a folder with a link", async () => {
    const folder = inWork("folder-with-link");
    mkdirSync(path.join(folder, "lessons"), { recursive: true });
    writeFileSync(path.join(folder, "package.json"), small["package.json"]);
    symlinkSync("/", path.join(folder, "lessons", "all"));
    expect(await refusal(folder)).toContain('it holds a link or a device, "lessons/all"');
  });

  test.each(["whole.zip", "whole.tar.gz", "whole.tar"])(
    "refuses %s when it is cut short, at any place",
    async (name) => {
      const whole = readFileSync(inWork(name));
      for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
        writeFileSync(inWork(`short-${name}`), whole);
        truncateSync(inWork(`short-${name}`), Math.floor(whole.length * share));
        expect(await refusal(inWork(`short-${name}`)), `${share} of it`).toMatch(
          /cannot be taken from .*Nothing was changed\.$/s,
        );
      }
    },
  );

  test("refuses a zip whose content is not what was packed", async () => {
    const archive = patchedZip("bent.zip", "export {};", "export [];");
    expect(await refusal(archive)).toContain(
      "it is damaged: top/packages/core/src/index.ts is not what was packed",
    );
  });

  test("refuses a tar.gz with a byte that is another", async () => {
    const bytes = readFileSync(inWork("whole.tar.gz"));
    const middle = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 0x10, middle);
    writeFileSync(inWork("bent.tar.gz"), bytes);
    expect(await refusal(inWork("bent.tar.gz"))).toContain("it is damaged or was not downloaded to its end");
  });

  test("refuses more entries than a course can have", async () => {
    const many = Array.from({ length: 50_001 }, (_, i) => ({ path: `packages/${i}` }));
    expect(await refusal(tarOf("many.tar.gz", many))).toContain("more than 50,000 entries");
  });

  test("refuses more bytes than a course can have, without reading them to the end", async () => {
    const file = "\0".repeat(30 * 2 ** 20);
    const big = Array.from({ length: 8 }, (_, i) => ({ path: `packages/${i}`, text: file }));
    expect(await refusal(tarOf("big.tar.gz", big))).toMatch(/more than 200 MB|damaged.*ratio/i);
  });

  test.each([
    ["an empty file", "", "neither a folder nor a .zip nor a .tar.gz"],
    ["a text", "hello", "neither a folder nor a .zip nor a .tar.gz"],
    ["the first bytes of a zip", "PK\u0003\u0004", "damaged"],
    ["a zip of nothing", `PK\u0005\u0006${"\0".repeat(18)}`, "it is not this course"],
  ])("refuses %s", async (_, content, reason) => {
    writeFileSync(inWork("odd"), content, "latin1");
    expect(await refusal(inWork("odd"))).toContain(reason);
  });

  test("refuses what is not this course", async () => {
    const other = [
      { path: "package.json", text: '{ "name": "other" }' },
      { path: "lessons/a" },
      { path: "packages/a" },
    ];
    expect(await refusal(tarOf("other.tar.gz", other))).toContain("it is not this course");
    expect(await refusal(work)).toContain("it has no package.json");
    expect(await refusal(path.resolve(import.meta.dirname, "../../../.."))).toContain(
      "the folder of this course itself",
    );
  });
});
