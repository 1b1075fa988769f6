import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Grade, gradeAll } from "./grade.ts";

// A lesson whose mistakes are faults: each takes the whole process with it, or leaves something behind for the next one.

const folder = mkdtempSync(path.join(tmpdir(), "grading-"));
afterAll(() => rmSync(folder, { recursive: true }));
const lesson = path.join(folder, "sample-lesson");
const victim = path.join(lesson, "written-by-a-candidate.txt");
cpSync(path.join(import.meta.dirname, "sample-lesson"), lesson, { recursive: true });
symlinkSync(
  path.join(import.meta.dirname, "../../node_modules"),
  path.join(folder, "node_modules"),
  "junction",
);

const faults = {
  "ends the process": "() => process.exit(0)",
  "loops for ever": "() => { for (;;); }",
  "takes all memory": "() => { const all = []; for (;;) all.push({ all }); }",
  "fails later, outside of a test": `() => {
    setTimeout(() => { throw new Error("late"); }, 0);
    return 0;
  }`,
  "counts in a variable of its module": "(x) => (calls += 1) > 2 ? NaN : 3 * x",
  writes: `() => { process.getBuiltinModule("node:fs").writeFileSync(${JSON.stringify(victim)}, "x"); return 0; }`,
  "replaces the suite": `() => {
    process.getBuiltinModule("node:fs").rmSync(${JSON.stringify(path.join(lesson, "lesson.test.ts"))});
    return 0;
  }`,
  "starts a process": `() => process.getBuiltinModule("node:child_process").execFileSync(process.execPath, ["-v"])`,
} as const;
type Fault = keyof typeof faults;

writeFileSync(
  path.join(lesson, "mistakes.ts"),
  `let calls = 0;
export const probes = {};
export const mistakes = [
${Object.values(faults)
  .map((wrong) => `{ name: "fault", task: "triple", wrong: ${wrong}, inAnotherStyle: ${wrong} }`)
  .join(",\n")}
];
`,
);

const mistake = (fault: Fault) => ({ kind: "mistake", index: Object.keys(faults).indexOf(fault) }) as const;
const solution = { kind: "solution" } as const;
const passes = ({ tests, stopped }: Grade) =>
  stopped === undefined && tests.length === 3 && tests.every(({ state }) => state === "passed");
const firstTest = "triple › gives three times 1";

describe("gradeAll", () => {
  test("grades nobody when nobody is there", async () => {
    expect(await gradeAll(lesson, [])).toEqual([]);
  });

  test("goes on in a new process behind a candidate that costs one, and keeps the order", async () => {
    const grades = await gradeAll(
      lesson,
      [solution, mistake("loops for ever"), solution, mistake("ends the process"), solution],
      { timeLimit: 3000, recognition: false },
    );
    expect(grades.map(({ stopped }) => stopped)).toEqual([
      undefined,
      `It did not come back within 3 s: ${firstTest}.`,
      undefined,
      `The process ended itself: ${firstTest}.`,
      undefined,
    ]);
    expect(grades.map(({ tests }) => tests.length)).toEqual([3, 1, 3, 1, 3]);
  });

  test("survives a candidate that takes all memory", async () => {
    const grades = await gradeAll(lesson, [mistake("takes all memory"), solution], { timeLimit: 60_000 });
    expect(grades[0]?.stopped).toBe(`The process ended itself: ${firstTest}.`);
    expect(grades.map(passes)).toEqual([false, true]);
  });

  test("blames nobody for what an earlier candidate left behind", async () => {
    const candidates = [mistake("fails later, outside of a test"), solution, solution];
    const grades = await gradeAll(lesson, candidates, { recognition: false });
    expect(grades.map(passes)).toEqual([false, true, true]);
  });

  test("loads the lesson's files anew for each candidate", async () => {
    const counts = mistake("counts in a variable of its module");
    expect((await gradeAll(lesson, [counts, counts, counts])).map(passes)).toEqual([true, true, true]);
  });

  test.each(["writes", "replaces the suite", "starts a process"] as const)(
    "keeps a candidate from touching the course: %s",
    async (fault) => {
      const before = readdirSync(lesson);
      const [grade] = await gradeAll(lesson, [mistake(fault)]);
      const failed = grade?.tests.filter(({ state }) => state === "failed");
      expect(failed?.[0]?.message).toContain("Access to this API has been restricted");
      expect(readdirSync(lesson)).toEqual(before);
      expect(existsSync(victim)).toBe(false);
    },
  );
});
