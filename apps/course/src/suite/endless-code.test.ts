import { afterAll, describe, expect, test } from "vitest";
import { brokenExercise } from "../test-support/broken-exercise.ts";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
afterAll(() => course.remove());

const { solution, inSigmoid, atTheTop, runWith, endsWith } = brokenExercise(course);

describe("code that does not come back", () => {
  test.each([
    ["loops in a check", inSigmoid("for (;;);"), 'in the check "sigmoid › agrees with 1 / (1 + e⁻ˣ)"'],
    [
      "loops after a failed check",
      solution.replace("if (x >= 0) return 1 /", "if (x > 100) for (;;);\n  if (x >= 0) return 2 /"),
      "✗ sigmoid › agrees with",
    ],
    ["loops while loading", `${solution}\nfor (;;);`, "while it was loaded. Is there a loop"],
    ["loops and hears no signal", atTheTop('process.on("SIGTERM", () => {}); for (;;);'), "Is there a loop"],
    ["waits for ever", `${solution}\nawait new Promise(() => {});`, "a promise that nothing settles"],
    [
      "breaks what everything uses",
      atTheTop("(Array.prototype as { map: unknown }).map = undefined;"),
      "something built in that it has changed",
    ],
    [
      "makes every object a promise",
      atTheTop("(Object.prototype as { then?: unknown }).then = () => {};"),
      "something built in that it has changed",
    ],
  ])("because it %s is stopped after 5 seconds", async (_name, text, message) => {
    const output = await endsWith(text, "did not come back within 5 seconds");
    expect(output).toContain(message);
    expect(output.length).toBeLessThan(20_000);
  });

  test("because it prints without end is stopped, after 5 seconds or when its memory is full of what it prints", async () => {
    const output = await endsWith(atTheTop('for (;;) console.log("again and again");'), "Your code printed:");
    expect(output).toContain("  again and again\n");
    expect(output).toMatch(/did not come back within 5 seconds|of memory/);
    expect(output.length).toBeLessThan(20_000);
  });

  test("is shown with what it printed before, and the checks that came first", async () => {
    const { output } = await runWith(
      solution.replace("const e = Math.exp(-2", 'console.log("before"); for (;;);\n  const e = Math.exp(-2'),
    );
    expect(output).toContain("Your code printed:\n  before\n");
    expect(output).toContain("✓ agrees with 1 / (1 + e⁻ˣ)");
    expect(output).toContain('in the check "tanhDerivative › stays above 0');
  });

  test("on the inputs of the comparison with known mistakes keeps its verdict, without a hint", async () => {
    // The suite does not try 15 and −700 by themselves; the comparison does.
    const text = solution.replace(
      "const e = Math.exp(-Math.abs(x));",
      "if (x === 15) for (;;);\n  const e = 2 * Math.exp(-Math.abs(x));",
    );
    const { code, output } = await runWith(text);
    expect(code).toBe(1);
    expect(output).toContain("✗ sigmoidDerivative › stays above 0");
    expect(output).not.toContain("did not come back");
    expect(output).not.toContain("What sigmoidDerivative does");
    expect(output).toContain("Next: change lessons/03-saturation/exercise.ts");
  });

  test("from that comparison because it ends its process keeps its verdict, too", async () => {
    const { output } = await runWith(
      solution.replace(
        "const e = Math.exp(-Math.abs(x));",
        "if (x === 15) process.abort();\n  const e = 2 * Math.exp(-Math.abs(x));",
      ),
    );
    expect(output).toContain("✗ sigmoidDerivative › stays above 0");
    expect(output).not.toContain("ended its own process");
    expect(output).toContain("Next: change lessons/03-saturation/exercise.ts");
  });
});
