import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
const elsewhere = mkdtempSync(path.join(tmpdir(), "progress-"));
afterAll(() => {
  course.remove();
  rmSync(elsewhere, { recursive: true });
});
const progressFile = path.join(course.folder, "progress.json");
const exported = path.join(elsewhere, "exported.json");
const progress = () => JSON.parse(readFileSync(progressFile, "utf8"));
const run = (passed: boolean, at: string) => ({ starter: "a", passed, testsPassed: 1, tests: 2, at });
const file = (lessons: object, rest: object = {}) =>
  JSON.stringify({ format: "vanishing-point-progress", version: 1, lessons, ...rest });

beforeEach(() => {
  rmSync(exported, { recursive: true, force: true });
  writeFileSync(progressFile, file({ products: run(false, "2026-03-01T00:00:00Z") }));
});

test("what is exported can be imported elsewhere, and changes nothing here", async () => {
  expect((await course.run("course", "export", exported)).code).toBe(0);
  const before = progress();
  expect((await course.run("course", "import", exported)).output).toContain("as it was");
  expect(progress()).toEqual(before);
  rmSync(progressFile);
  await course.run("course", "import", exported);
  expect(progress()).toEqual(before);
});

test("without a file it goes to standard output, and nothing else does", async () => {
  const { output, errors } = await course.run("course", "export");
  expect({ ...JSON.parse(output), errors }).toEqual({ ...progress(), errors: "" });
});

test("--schema is the JSON Schema of the file", async () => {
  const { output } = await course.run("course", "export", "--schema");
  expect(JSON.parse(output).properties.format.const).toBe("vanishing-point-progress");
});

test("a file with something else in it is replaced only when told", async () => {
  writeFileSync(exported, "my notes");
  const refused = await course.run("course", "export", exported);
  expect(refused.code).toBe(2);
  expect(readFileSync(exported, "utf8")).toBe("my notes");
  await course.run("course", "export", exported, "--yes");
  expect(JSON.parse(readFileSync(exported, "utf8"))).toEqual(progress());
});

test("two devices' progress is merged: the newer run, the first pass, the furthest hint", async () => {
  writeFileSync(
    exported,
    file(
      {
        products: run(true, "2026-01-01T00:00:00Z"),
        saturation: run(true, "2026-02-01T00:00:00Z"),
        "a-lesson-to-come": run(true, "2026-02-01T00:00:00Z"),
      },
      { help: { products: { hints: { pathGain: 2 } } } },
    ),
  );
  const { code, output } = await course.run("course", "import", exported);
  expect(code).toBe(0);
  expect(output).toContain("this edition of the course has no such lesson");
  expect(progress()).toMatchObject({
    lessons: {
      products: { passed: false, at: "2026-03-01T00:00:00Z", passedAt: "2026-01-01T00:00:00Z" },
      saturation: { passed: true },
      "a-lesson-to-come": { passed: true },
    },
    help: { products: { hints: { pathGain: 2 } } },
  });
  expect((await course.run("course")).output).toMatch(/Products +20 min {3}done, and now 1 of 2/);
});

test.each([
  ["", "not JSON"],
  ["{}", "format"],
  ['{"format":"vanishing-point-progress","version":9,"lessons":{}}', "newer edition"],
  [file({ "../../x": run(true, "2026-01-01T00:00:00Z") }), "lessons"],
  [file({ products: { passed: "yes" } }), "lessons.products"],
])("%j is refused, with the reason, and changes nothing", async (text, reason) => {
  const before = readFileSync(progressFile, "utf8");
  writeFileSync(exported, text);
  const { code, errors } = await course.run("course", "import", exported);
  expect(code).toBe(1);
  expect(errors).toContain(reason);
  expect(errors).toContain("Nothing was changed.");
  expect(readFileSync(progressFile, "utf8")).toBe(before);
});

test("a folder or a missing file is named", async () => {
  mkdirSync(exported);
  expect((await course.run("course", "export", exported)).errors).toContain("is a folder");
  expect((await course.run("course", "import", exported)).errors).toContain("cannot be read");
  expect((await course.run("course", "import", path.join(elsewhere, "none.json"))).errors).toContain(
    "no such file",
  );
});

test("progress that cannot be read is not exported as none", async () => {
  writeFileSync(progressFile, "{");
  const { code, output, errors } = await course.run("course", "export");
  expect({ code, output }).toEqual({ code: 1, output: "" });
  expect(errors).toContain("progress.json cannot be used");
});

test.skipIf(process.platform === "win32")(
  "a name that leads to a device without end is refused",
  async () => {
    const { code, errors } = await course.run("course", "import", "/dev/zero");
    expect(code).toBe(1);
    expect(errors).toContain("/dev/zero cannot be read: it has more than 5000000 bytes");
  },
);

test("a file is read from standard input, where - is named", async () => {
  const child = course.start("course", "import", "-");
  child.child.stdin?.end(file({ saturation: run(true, "2026-02-01T00:00:00Z") }));
  expect((await child.ended).output).toContain("Merged into your progress");
  expect(progress().lessons.saturation.passed).toBe(true);
});
