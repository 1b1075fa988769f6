import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Window } from "happy-dom";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Report, reportFormat } from "../report/report-format.ts";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
const elsewhere = mkdtempSync(path.join(tmpdir(), "vanishing-point-report-"));
afterAll(() => {
  course.remove();
  rmSync(elsewhere, { recursive: true });
});

const lesson = "03-saturation";
const lessonFolder = (name: string) => path.join(course.folder, "lessons", name);
const source = (name: string, file: string) => readFileSync(path.join(lessonFolder(name), file), "utf8");
const solution = source(lesson, "solution.ts");
const starter = source(lesson, "starter.ts");
const lastLines = "const e = Math.exp(x);\n  return e / (1 + e);";
const allLessons = readdirSync(lessonFolder(".")).filter((name) => /^\d{2,3}-/.test(name));

function solveAll() {
  for (const name of allLessons) course.writeExercise(name, source(name, "solution.ts"));
}

async function jsonReport(
  ...words: string[]
): Promise<{ report: Report; code: number | null; errors: string }> {
  const { output, code, errors } = await course.run("course", "report", "--json", ...words);
  return { report: reportFormat.parse(JSON.parse(output)), code, errors };
}

/** Every character of XML 1.0. A parser of HTML descent, such as the one below, lets others through. */
const onlyXmlCharacters = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;

function parseXml(text: string) {
  expect(text).toMatch(onlyXmlCharacters);
  const document = new new Window().DOMParser().parseFromString(text, "application/xml");
  expect(document.querySelector("parsererror")).toBeNull();
  return document;
}

beforeEach(() => {
  rmSync(course.exercise(lesson), { recursive: true, force: true });
});

describe("pnpm course report --json", () => {
  test("says of all lessons that they pass, and ends with 0", async () => {
    solveAll();
    const { report, code } = await jsonReport();
    expect(code).toBe(0);
    expect(report.passed).toBe(true);
    expect(report.lessons.map(({ slug }) => slug)).toEqual(allLessons.map((name) => name.slice(3)));
    const saturation = report.lessons.find(({ slug }) => slug === "saturation");
    expect(saturation).toMatchObject({
      number: 3,
      title: "Saturation",
      package: "activations",
      passed: true,
      testsPassed: 13,
      recognised: [],
    });
    expect(saturation?.tests).toHaveLength(13);
    expect(saturation?.tests[0]).toEqual({
      path: ["sigmoid", "agrees with 1 / (1 + e⁻ˣ)"],
      name: "sigmoid › agrees with 1 / (1 + e⁻ˣ)",
      passed: true,
      task: "sigmoid",
    });
  });

  test("says of a half-solved exercise which checks fail, why, and which known mistake it is", async () => {
    course.writeExercise(
      lesson,
      starter.replace('throw new Error("TODO: sigmoidDerivative");', "return x * (1 - x);"),
    );
    const { report, code } = await jsonReport("saturation");
    expect(code).toBe(1);
    expect(report.passed).toBe(false);
    expect(report.lessons).toHaveLength(1);
    const [result] = report.lessons;
    expect(result?.tests.find(({ passed }) => !passed)).toMatchObject({
      message: "TODO: sigmoid",
      task: "sigmoid",
    });
    expect(result?.tests.find(({ task }) => task === "sigmoidDerivative")?.message).toContain("expected");
    expect(result?.recognised).toEqual([
      expect.objectContaining({ name: "input-taken-for-output", task: "sigmoidDerivative" }),
    ]);
    expect(result?.testsPassed).toBe(result?.tests.filter(({ passed }) => passed).length);
  });

  test("creates a missing exercise, and keeps the outcome as progress", async () => {
    rmSync(path.join(course.folder, "progress.json"), { force: true });
    const { report } = await jsonReport("3");
    expect(readFileSync(course.exercise(lesson), "utf8")).toBe(starter);
    const progress = JSON.parse(readFileSync(path.join(course.folder, "progress.json"), "utf8"));
    expect(progress.lessons.saturation).toMatchObject({
      passed: false,
      tests: 13,
      testsPassed: 0,
      starter: report.lessons[0]?.starter,
    });
  });

  test.each([
    ["a syntax error", solution.replace("return 1 /", "return 1 +/"), "Line 2 cannot be read as TypeScript"],
    ["an endless loop", solution.replace(lastLines, "for (;;);"), "did not come back within 5 seconds"],
    ["the end of its process", `${solution}\nprocess.exit(0);`, "process.exit"],
  ])("goes on with the other lessons past %s", async (_name, text, problem) => {
    solveAll();
    course.writeExercise(lesson, text);
    const { report, code } = await jsonReport();
    expect(code).toBe(1);
    expect(report.lessons.filter(({ passed }) => !passed).map(({ slug }) => slug)).toEqual(["saturation"]);
    expect(report.lessons.find(({ slug }) => slug === "saturation")?.problem).toContain(problem);
  });

  test("says that a folder stands in the exercise's place", async () => {
    mkdirSync(course.exercise(lesson));
    const { report, code } = await jsonReport("3");
    expect(code).toBe(1);
    expect(report.lessons[0]?.problem).toContain("not a file");
  });

  test("holds none of what an exercise prints, floods and colours included", async () => {
    course.writeExercise(
      lesson,
      `${solution}\nfor (let i = 0; i < 20_000; i++) { console.log("\\u001b[31mPRINTED\\u001b[0m"); console.error("PRINTED"); }`,
    );
    const { output, errors, code } = await course.run("course", "report", "--json", "3");
    expect(code).toBe(0);
    expect(reportFormat.parse(JSON.parse(output)).passed).toBe(true);
    expect(output + errors).not.toContain("PRINTED");
  });

  test("has a JSON Schema that comes from the same source", async () => {
    const { output, code } = await course.run("course", "report", "--schema");
    expect(code).toBe(0);
    expect(JSON.parse(output)).toEqual(z.toJSONSchema(reportFormat));
  });
});

describe("pnpm course report --junit", () => {
  test("is one suite a lesson and one case a test", async () => {
    solveAll();
    course.writeExercise(lesson, solution.replace("4 * e", "2 * e"));
    const { output, code } = await course.run("course", "report", "--junit");
    expect(code).toBe(1);
    const document = parseXml(output);
    const suites = [...document.querySelectorAll("testsuite")];
    expect(suites).toHaveLength(allLessons.length);
    const saturation = suites.find((suite) => suite.getAttribute("name") === "Lesson 3: Saturation");
    const cases = [...(saturation?.querySelectorAll("testcase") ?? [])];
    expect(cases).toHaveLength(13);
    expect(new Set(cases.map((each) => each.getAttribute("classname")))).toEqual(new Set(["saturation"]));
    const failed = cases.filter((each) => each.querySelector("failure"));
    expect(failed.map((each) => each.getAttribute("name"))).toContain(
      "tanhDerivative › agrees with 1 − tanh²(x)",
    );
    expect(saturation?.getAttribute("failures")).toBe(String(failed.length));
    expect(saturation?.getAttribute("tests")).toBe("13");
    expect(Number(saturation?.getAttribute("time"))).toBeGreaterThan(0);
    expect(document.documentElement.getAttribute("failures")).toBe(String(failed.length));
    expect(document.documentElement.getAttribute("errors")).toBe("0");
  });

  test("calls an exercise that cannot be checked an error", async () => {
    course.writeExercise(lesson, "export const");
    const { output, code } = await course.run("course", "report", "--junit", "3");
    expect(code).toBe(1);
    const document = parseXml(output);
    expect(document.querySelector("testcase > error")?.getAttribute("message")).toContain(
      "cannot be read as TypeScript",
    );
    expect(document.documentElement.getAttribute("errors")).toBe("1");
    expect(document.documentElement.getAttribute("tests")).toBe("1");
  });

  test("escapes a hostile message, and holds it whole", async () => {
    const hostile = String.raw`]]> \u0000 \u001b[31m <script>alert("&amp;")</script> 'x' 😀 \ud83d \uffff \r\n\tsecond line`;
    course.writeExercise(
      lesson,
      solution.replace(lastLines, `throw new Error("${hostile.replaceAll('"', '\\"')}");`),
    );
    const { output, code } = await course.run("course", "report", "--junit", "3");
    expect(code).toBe(1);
    const document = parseXml(output);
    expect(document.querySelector("script")).toBeNull();
    const { report } = await jsonReport("3");
    const message = report.lessons[0]?.tests.find(({ passed }) => !passed)?.message ?? "";
    expect(message).toContain("]]> � ");
    expect(message).toContain("😀");
    expect(message.isWellFormed()).toBe(true);
    expect(document.querySelector("failure")?.textContent?.replaceAll("\r\n", "\n")).toBe(
      message.replaceAll("\r\n", "\n"),
    );
  });

  test("clips a message of megabytes", async () => {
    course.writeExercise(lesson, solution.replace(lastLines, 'throw new Error("<".repeat(5e6));'));
    const { output } = await course.run("course", "report", "--junit", "3");
    parseXml(output);
    expect(output.length).toBeLessThan(1e6);
  });
});

describe("pnpm course report", () => {
  test("is a table for people", async () => {
    solveAll();
    course.writeExercise("00-warm-up", source("00-warm-up", "starter.ts"));
    course.writeExercise("01-products", "export const");
    course.writeExercise(
      lesson,
      starter.replace('throw new Error("TODO: sigmoidDerivative");', "return x * (1 - x);"),
    );
    const { output, errors, code } = await course.run("course", "report");
    expect(code).toBe(1);
    expect(output).toMatch(/^ +0 {2}Warm-up +0 of \d+ checks +○ \w+ is still to write$/m);
    expect(output).toMatch(/^ +1 {2}Products +no checks +✗ Line 1 cannot be read as TypeScript/m);
    expect(output).toMatch(/^ +3 {2}Saturation +\d+ of 13 checks +✗ sigmoidDerivative › stays above 0/m);
    expect(output).toContain(`${allLessons.length - 3} of ${allLessons.length} lessons pass.`);
    // Nothing of progress where no terminal shows it.
    expect(errors).not.toContain("Checking");
  });

  test("works from any folder, and takes a file's name from there", async () => {
    course.writeExercise(lesson, solution);
    const script = path.join(course.folder, "apps/course/src/course.ts");
    const words = [script, "report", "3", "--junit", "--out", "report.xml"];
    await new Promise<void>((resolve, reject) => {
      execFile(process.execPath, words, { cwd: elsewhere }, (error) => (error ? reject(error) : resolve()));
    });
    parseXml(readFileSync(path.join(elsewhere, "report.xml"), "utf8"));
  });

  test.each([
    [["--json", "--junit"], "Choose one of --json and --junit."],
    [["saturatoin"], "course report lesson-3"],
    [["--out"], "argument missing"],
    [["--jsn"], "--json"],
  ])("%j is a slip of usage", async (words, message) => {
    const { output, errors, code } = await course.run("course", "report", ...words);
    expect(code).toBe(2);
    expect(output).toBe("");
    expect(errors).toContain(message);
  });
});

describe("--out", () => {
  const made = path.join(elsewhere, "made");
  beforeAll(() => mkdirSync(made));
  beforeEach(() => course.writeExercise(lesson, solution));
  const reportTo = (file: string) => course.run("course", "report", "3", "--json", "--out", file);

  test("puts the report into a file, in the place of an earlier one, and leaves nothing beside it", async () => {
    const file = path.join(made, "report.json");
    writeFileSync(file, "x".repeat(1e6));
    const { output, errors, code } = await reportTo(file);
    expect(code).toBe(0);
    expect(output).toBe("");
    expect(errors).toBe(`The report is in ${file}.\n`);
    expect(reportFormat.parse(JSON.parse(readFileSync(file, "utf8"))).passed).toBe(true);
    expect(readdirSync(made)).toEqual(["report.json"]);
  });

  test("says that the folder is missing, and creates none", async () => {
    const { errors, code } = await reportTo(path.join(elsewhere, "missing", "report.json"));
    expect(code).toBe(1);
    expect(errors).toContain(`The folder ${path.join(elsewhere, "missing")} does not exist.`);
    expect(existsSync(path.join(elsewhere, "missing"))).toBe(false);
  });

  test("says that a folder stands in the file's place", async () => {
    const { errors, code } = await reportTo(made);
    expect(code).toBe(1);
    expect(errors).toContain("is a folder. Name a file in it");
  });

  test("says that a file stands in the folder's place", async () => {
    writeFileSync(path.join(elsewhere, "plain"), "");
    const { errors, code } = await reportTo(path.join(elsewhere, "plain", "report.json"));
    expect(code).toBe(1);
    expect(errors).toContain("is not a folder");
  });

  test.skipIf(!existsSync("/dev/full"))("says that the disk is full", async () => {
    const { errors, code } = await reportTo("/dev/full");
    expect(code).toBe(1);
    expect(errors).toContain("could not be written to /dev/full: there is no space left.");
  });

  // root may write everywhere, and Windows has no such permissions.
  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "says that permission is missing",
    async () => {
      const closed = path.join(elsewhere, "closed");
      mkdirSync(closed, { mode: 0o500 });
      const { errors, code } = await reportTo(path.join(closed, "report.json"));
      expect(code).toBe(1);
      expect(errors).toContain("permission is missing");
      expect(readdirSync(closed)).toEqual([]);
    },
  );
});
