import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, test } from "vitest";
import { tanhElementwise } from "./elementwise.ts";
import { kernelsInUse, kernelsNear, kernelsOf, useKernels } from "./kernel-set.ts";
import { activation } from "./layers/activation.ts";
import { randomLinear } from "./layers/linear.ts";
import { sequential } from "./layers/sequential.ts";
import { type Matrix, matrix } from "./matrix.ts";
import { adam } from "./optimizers/adam.ts";
import { plainKernels } from "./plain-kernels.ts";
import { type ProbeRecord, probe } from "./probe.ts";
import { normalMatrix, random } from "./random.ts";
import { Tape } from "./tape.ts";

afterEach(() => useKernels("simd"));

const copied = (m: Matrix) => matrix(m.rows, m.columns, m.data);

/** Trains a network for six steps, with batches of the given sizes, and gives all that can be read on the way. */
function train(kernels: "plain" | "simd", batches: readonly number[]) {
  const draw = random(3);
  const network = sequential([
    randomLinear(draw, 30, 50, { label: "first" }),
    activation(tanhElementwise, "hidden"),
    randomLinear(draw, 50, 9, { label: "last" }),
  ]);
  const optimizer = adam({ learningRate: 0.01, trackUpdates: true });
  const parameters = network.parameters().map(({ value }) => value);
  const tape = new Tape({ kernels });
  const seen: { loss: number; gradients: Matrix[]; probes: ProbeRecord[] }[] = [];
  for (const batch of batches) {
    const [inputs, targets] = [normalMatrix(draw, batch, 30, 1), normalMatrix(draw, batch, 9, 1)];
    const loss = network.forward(tape, tape.constant(inputs)).meanSquaredError(targets);
    loss.backward();
    const gradients = network.parameters().map(({ gradient }) => gradient as Matrix);
    optimizer.step(parameters, gradients);
    seen.push({
      loss: loss.value.data[0] as number,
      gradients: gradients.map(copied),
      probes: probe(tape, { optimizer }),
    });
    tape.reset();
  }
  return { seen, parameters, bytes: tape.bytes };
}

describe("both sets give the same numbers", () => {
  test.each([
    ["in steps of one size", [40, 40, 40, 40, 40, 40]],
    ["in steps that grow beyond the memory that they have moved to", [40, 40, 40, 400, 400, 900, 40, 900]],
    ["in a single step", [40]],
    ["in steps too small to move", [1, 1, 1, 1, 1]],
  ])("%s", (_, batches) => {
    const [plain, simd] = [train("plain", batches), train("simd", batches)];
    expect(simd.seen).toEqual(plain.seen);
    expect(simd.parameters).toEqual(plain.parameters);
  });

  test("and the fast one holds no more memory than its largest step needs, twice", () => {
    const { bytes } = train("simd", [40, 40, 40, 40]);
    expect(train("simd", [40, 40, 40, 900, 40, 40, 40]).bytes).toBeGreaterThan(bytes);
    expect(train("simd", [40, 40, 40, 40, 40, 40]).bytes).toBe(bytes);
  });
});

test("values read before a reset keep their numbers when the tape is gone", () => {
  const values = Array.from({ length: 20 }, (_, seed) => {
    const tape = new Tape();
    let value = matrix(1, 1);
    for (let step = 0; step < 4; step++) {
      tape.reset();
      const x = tape.parameter(normalMatrix(random(seed), 100, 100, 1));
      ({ value } = x.matmul(x).tanh());
    }
    return value;
  });
  const again = Array.from({ length: 20 }, (_, seed) => {
    const x = new Tape({ kernels: "plain" }).parameter(normalMatrix(random(seed), 100, 100, 1));
    return x.matmul(x).tanh().value;
  });
  expect(values).toEqual(again);
});

test("useKernels chooses for the tapes made after it", () => {
  expect(kernelsInUse()).toBe("simd");
  useKernels("plain");
  expect(kernelsInUse()).toBe("plain");
  const m = matrix(100, 100);
  expect(kernelsNear(m)).toBe(plainKernels.f32);
  useKernels("simd");
  expect(kernelsNear(m)).toBe(kernelsOf("simd"));
  expect(kernelsNear(matrix(1, 1, [0], "f64"))).toBe(plainKernels.f64);
  expect(kernelsOf("plain")).toBe(plainKernels.f32);
});

test.each([
  ["useKernels", () => useKernels("fast" as never)],
  ["kernelsOf", () => kernelsOf("fast" as never)],
  ["new Tape", () => new Tape({ kernels: "fast" as never })],
])("%s refuses another set", (operation, run) => {
  expect(run).toThrow(
    `${operation}: expected the kernels "simd" or "plain", came "fast". Likely fix: leave it out for the fast ones; both give the same numbers.`,
  );
});

// The engine's own switch for processors without the instructions; others than x64 have none.
test.runIf(process.arch === "x64")("without SIMD the plain kernels serve, which is said once", () => {
  const script = `
    import { normalMatrix, random, Tape } from ${JSON.stringify(new URL("./index.ts", import.meta.url).href)};
    for (let repeat = 0; repeat < 3; repeat++) {
      const tape = new Tape();
      for (let step = 0; step < 4; step++) {
        const x = tape.parameter(normalMatrix(random(1), 60, 60, 1));
        x.matmul(x).tanh().sum().backward();
        if (step === 3) console.log(x.gradient.data[7]);
        tape.reset();
      }
    }`;
  const run = (...flags: string[]) =>
    spawnSync(process.execPath, [...flags, "--input-type=module", "--eval", script], { encoding: "utf8" });
  const [fast, plain] = [run(), run("--no-enable-sse4-1")];
  expect(fast.stdout).toMatch(/^(-?\d\S+)\n\1\n\1\n$/);
  expect(plain.stdout).toBe(fast.stdout);
  expect(fast.stderr).toBe("");
  expect(plain.stderr).toMatch(
    /^The fast kernels cannot run here \(.*SIMD unsupported.*\)\. The plain ones take their place: the same numbers, some ten times slower\.\n$/,
  );
});
