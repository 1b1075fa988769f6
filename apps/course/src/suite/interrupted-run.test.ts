import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";
import type { Running } from "../test-support/run-program.ts";

const course = copyCourse();
afterAll(() => course.remove());

const folder = "03-saturation";
const lesson = path.dirname(course.exercise(folder));
const solution = readFileSync(path.join(lesson, "solution.ts"), "utf8");
const mistaken = solution.replace("4 * e", "2 * e");
const progress = path.join(course.folder, "progress.json");

/** Resolves when no process of a run is left; a run that leaves one fails the test by its time limit. */
async function nothingLeft(run: Running): Promise<void> {
  while (run.signal(0)) await wait(20);
}

const namesIn = (place: string) => readdirSync(place).sort();

// Windows has no process groups to ask, and ends a group by other means.
describe.skipIf(process.platform === "win32")("a run that is interrupted", () => {
  test("by the death of the command while the exercise loops leaves no process behind", async () => {
    // The exercise tells this test that it loops.
    const loops = new Promise((resolve) => process.once("SIGUSR2", resolve));
    course.writeExercise(folder, `${solution}\nprocess.kill(${process.pid}, "SIGUSR2");\nfor (;;);\n`);
    const run = course.start("test", "lesson-3");
    await loops;
    run.child.kill("SIGKILL");
    expect((await run.ended).signal).toBe("SIGKILL");
    await nothingLeft(run);
  });

  test("by Ctrl+C while the exercise loops and hears no signal ends with 130 and leaves no process behind", async () => {
    const loops = new Promise((resolve) => process.once("SIGUSR2", resolve));
    const deaf = `process.on("SIGINT", () => {});\nprocess.kill(${process.pid}, "SIGUSR2");\nfor (;;);\n`;
    course.writeExercise(folder, `${solution}\n${deaf}`);
    const run = course.start("test", "lesson-3");
    await loops;
    run.signal("SIGINT");
    expect((await run.ended).code).toBe(130);
    await nothingLeft(run);
  });

  test("by Ctrl+C at any moment leaves the old progress or the new, and nothing half done", async () => {
    const begun = performance.now();
    course.writeExercise(folder, solution);
    expect((await course.run("test", "lesson-3")).code).toBe(0);
    const length = performance.now() - begun;
    const here = namesIn(course.folder);
    const inLesson = namesIn(lesson);
    const moments = 16;
    for (let i = 0; i < moments; i++) {
      const passed = JSON.parse(readFileSync(progress, "utf8")).lessons.saturation.passed;
      course.writeExercise(folder, passed ? mistaken : solution);
      const run = course.start("test", "lesson-3");
      // Steps of the golden ratio: any number of them lies evenly over the run's length, and no two at one place.
      await wait(((i * 0.618034) % 1) * length);
      run.signal("SIGINT");
      const { code, signal } = await run.ended;
      // 130 is also what a shell makes of the signal. A run may have ended just before.
      expect([130, 0, 1, "SIGINT"]).toContain(code ?? signal);
      await nothingLeft(run);
      const { testsPassed } = JSON.parse(readFileSync(progress, "utf8")).lessons.saturation;
      expect([13, 9]).toContain(testsPassed);
      expect(namesIn(course.folder)).toEqual(here);
      expect(namesIn(lesson)).toEqual(inLesson);
    }
    course.writeExercise(folder, solution);
    expect((await course.run("test", "lesson-3")).output).toContain("All 13 checks hold.");
  });
});

test("two runs of one lesson at once both give the verdict", async () => {
  course.writeExercise(folder, mistaken);
  const runs = await Promise.all(["3", "saturation", "lesson-3"].map((word) => course.run("test", word)));
  for (const { code, output, errors } of runs) {
    expect(errors).toBe("");
    expect(code).toBe(1);
    expect(output).toContain("9 of 13 checks hold.");
  }
  expect(JSON.parse(readFileSync(progress, "utf8")).lessons.saturation.testsPassed).toBe(9);
});
