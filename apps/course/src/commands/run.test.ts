import { moonsExperiment } from "@vanishing/experiments";
import { afterAll, describe, expect, test } from "vitest";
import { copyCourse } from "../test-support/course-copy.ts";

const course = copyCourse();
afterAll(() => course.remove());
const run = (...words: string[]) => course.run("course", "run", ...words);

test("without a name, lists the experiments", async () => {
  const { code, output } = await run();
  expect(code).toBe(0);
  expect(output).toMatch(/^ {2}moons {3}\S/m);
});

describe("moons", () => {
  test("prints what the experiment gives: losses, gradients, weights before and after, and what to try next", async () => {
    const { code, output, errors } = await run("moons", "--epochs", "3");
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    const epochs = [...moonsExperiment({ activation: "sigmoid", optimizer: "adam", seed: 42, epochs: 3 })];
    const last = epochs[3];
    for (const { epoch, loss } of epochs) {
      expect(output).toMatch(new RegExp(`^ +${epoch} +${loss.toPrecision(4)} `, "m"));
    }
    for (const [place, { weightGradientNorm, gradientNorm, relativeChange }] of (
      last?.layers ?? []
    ).entries()) {
      const rows = [...output.matchAll(new RegExp(`^layer ${place + 1} (.+)$`, "gm"))].map((row) => row[1]);
      expect(rows).toHaveLength(3);
      expect(rows[0]).toContain(weightGradientNorm.toExponential(1));
      expect(rows[1]).toContain(gradientNorm.toExponential(1));
      expect(rows[2]).toContain(` ${Number((100 * relativeChange).toPrecision(3))} %`);
    }
    expect(output).toMatch(new RegExp(`^ +after +${last?.layers[0]?.weight[0]?.toFixed(2)} `, "m"));
    expect(output).toContain("--activation relu");
    expect(output.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test("takes the words that change it", async () => {
    const { output } = await run(
      "moons",
      "--activation",
      "relu",
      "--optimizer",
      "sgd",
      "--learning-rate",
      "0.5",
      "--seed",
      "7",
      "--epochs",
      "1",
    );
    expect(output).toContain("10 ReLU units");
    expect(output).toContain("Plain gradient descent, learning rate 0.5, seed 7.");
    expect(output).toContain("--optimizer adam");
  });

  test("keeps very large weights apart", async () => {
    const { output } = await run("moons", "--learning-rate", "1e9", "--epochs", "1");
    const rows = [...output.matchAll(/^ +after +(.+)$/gm)].map((row) => row[1]?.split(/ +/));
    expect(rows.map((weights) => weights?.length)).toEqual([10, 10]);
  });

  test("tells what many seeds come to", async () => {
    const { code, output } = await run("moons", "--seeds", "3", "--epochs", "2");
    expect(code).toBe(0);
    const settings = { activation: "sigmoid", optimizer: "adam", epochs: 2 } as const;
    const losses = [1, 2, 3].map((seed) => [...moonsExperiment({ ...settings, seed })].at(-1)?.loss ?? 0);
    const [low, median, high] = losses.toSorted((a, b) => a - b).map((loss) => loss.toPrecision(2));
    expect(output).toMatch(new RegExp(`^loss in the end +${low} +${median} +${high}$`, "m"));
    expect(output.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  test("shows how far a training came that overflows, and why it ended", async () => {
    const { code, output } = await run(
      "moons",
      "--activation",
      "relu",
      "--optimizer",
      "sgd",
      "--learning-rate",
      "1e30",
    );
    expect(code).toBe(1);
    expect(output).toMatch(/^ +0 +0\.\d+ /m);
    expect(output).toContain("The training ended in epoch 1.");
  });

  test.each([
    ["--activation", "gelu", "Allowed choices are sigmoid, tanh, relu"],
    ["--optimizer", "", "Allowed choices are adam, sgd"],
    ["--epochs", "0", "a whole number from 1 on"],
    ["--epochs", "1e9", "at most 10000"],
    ["--seeds", "1001", "at most 1000"],
    ["--seed", "1.5", "a whole number from 1 on"],
    ["--learning-rate", "-1", "a number above 0"],
    ["--learning-rate", "fast", "a number above 0"],
  ])("refuses %s %j", async (option, word, problem) => {
    const { code, errors } = await run("moons", option, word);
    expect(code).toBe(2);
    expect(errors).toContain(problem);
  });

  test("one seed and many do not go together", async () => {
    const { code, errors } = await run("moons", "--seeds", "3", "--seed", "7");
    expect(code).toBe(2);
    expect(errors).toContain("cannot be used with option '--seed <number>'");
  });

  test("after words that it does not know, points to the words that it does", async () => {
    const { code, errors } = await run("moons", "relu");
    expect(code).toBe(2);
    expect(errors).toContain("course run --help");
  });

  test("an unknown experiment is refused with the known ones", async () => {
    const { code, errors } = await run("suns");
    expect(code).toBe(2);
    expect(errors).toContain("Allowed choices are moons");
  });
});
