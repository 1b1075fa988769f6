import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Matrix, matrix, matrixFromRows } from "../matrix.ts";
import { normalMatrix, random } from "../random.ts";
import { adam } from "./adam.ts";
import { momentum } from "./momentum.ts";
import type { OptimizerSettings } from "./optimizer.ts";
import { rmsProp } from "./rms-prop.ts";
import { constantSchedule } from "./schedules.ts";
import { sgd } from "./sgd.ts";

const optimizers = [
  { name: "sgd", make: (settings: OptimizerSettings) => sgd(settings) },
  { name: "momentum", make: (settings: OptimizerSettings) => momentum(settings) },
  { name: "rmsProp", make: (settings: OptimizerSettings) => rmsProp(settings) },
  { name: "adam", make: (settings: OptimizerSettings) => adam(settings) },
];

const scalar = (value: number) => matrix(1, 1, [value], "f64");
const copyOf = (m: Matrix) => matrix(m.rows, m.columns, m.data, "f64");

describe.each(optimizers)("$name", ({ name, make }) => {
  test("changes the matrices in place, against the sign of the gradient, and leaves the gradient as it is", () => {
    const [w, g] = [matrixFromRows([[1, 1, 1]]), matrixFromRows([[2, -3, 0]])];
    const { data } = w;
    make({ learningRate: 0.01 }).step([w], [g]);
    expect(w.data).toBe(data);
    expect(Array.from(data, (entry) => Math.sign(entry - 1))).toEqual([-1, 1, 0]);
    expect(g).toEqual(matrixFromRows([[2, -3, 0]]));
  });

  test("goes downhill: Σ (w − 1)² ends near 0", () => {
    const w = normalMatrix(random(1), 3, 4, 1, "f64");
    const optimizer = make({ learningRate: 0.005 });
    for (let step = 0; step < 3000; step++) {
      optimizer.step(
        [w],
        [
          matrix(
            3,
            4,
            w.data.map((entry) => 2 * (entry - 1)),
            "f64",
          ),
        ],
      );
    }
    for (const entry of w.data) expect(Math.abs(entry - 1)).toBeLessThan(0.01);
  });

  test("what it remembers belongs to the matrix, not to its place in the list", () => {
    const gradients = (step: number) => [scalar(1 + step), scalar(-2 * step)] as const;
    const [a, b, a2, b2] = [scalar(1), scalar(2), scalar(1), scalar(2)];
    const [together, forA, forB] = [0, 1, 2].map(() => make({ learningRate: 0.1 }));
    for (let step = 0; step < 6; step++) {
      const [gradientA, gradientB] = gradients(step);
      if (step % 2 === 0) together?.step([a, b], [gradientA, gradientB]);
      else together?.step([b, a], [gradientB, gradientA]);
      forA?.step([a2], [gradientA]);
      forB?.step([b2], [gradientB]);
    }
    expect([a.data[0], b.data[0]]).toEqual([a2.data[0], b2.data[0]]);
  });

  test("a parameter without a gradient stays as it is, and its state too", () => {
    const [w, other, alone] = [scalar(1), scalar(1), scalar(1)];
    const [optimizer, reference] = [
      make({ learningRate: 0.1, weightDecay: 0.1 }),
      make({ learningRate: 0.1, weightDecay: 0.1 }),
    ];
    for (let step = 0; step < 4; step++) {
      optimizer.step([w, other], [step % 2 === 0 ? scalar(step + 1) : undefined, scalar(1)]);
      if (step % 2 === 0) reference.step([alone], [scalar(step + 1)]);
    }
    expect(w.data[0]).toBe(alone.data[0]);
  });

  test("takes its learning rate from a schedule of the steps taken so far", () => {
    const seen: number[] = [];
    const scheduled = make({
      learningRate: (step) => {
        seen.push(step);
        return 0.1;
      },
    });
    const plain = make({ learningRate: constantSchedule(0.1) });
    const [w, w2] = [scalar(1), scalar(1)];
    seen.length = 0;
    for (let step = 0; step < 3; step++) {
      scheduled.step([w], [scalar(0.3)]);
      plain.step([w2], [scalar(0.3)]);
    }
    expect(seen).toEqual([0, 1, 2]);
    expect(w.data[0]).toBe(w2.data[0]);
  });

  test("decoupled weight decay is w ← (1 − ηλ) w before the step", () => {
    const [w, w2] = [scalar(2), scalar(2 * (1 - 0.1 * 0.03))];
    make({ learningRate: 0.1, weightDecay: 0.03 }).step([w], [scalar(0.7)]);
    make({ learningRate: 0.1 }).step([w2], [scalar(0.7)]);
    expect(w.data[0]).toBe(w2.data[0]);
  });

  test("coupled weight decay adds λw to the gradient", () => {
    const [w, w2] = [scalar(2), scalar(2)];
    make({ learningRate: 0.1, l2Penalty: 0.03 }).step([w], [scalar(0.7)]);
    make({ learningRate: 0.1 }).step([w2], [scalar(0.7 + 0.03 * 2)]);
    expect(w.data[0]).toBe(w2.data[0]);
  });

  test.each([Number.NaN, Infinity, -Infinity])(
    "refuses a gradient with %d, and nothing has changed",
    (entry) => {
      const [a, b] = [matrixFromRows([[1, 2]], "f64"), matrixFromRows([[3], [4]], "f64")];
      const [a2, b2] = [copyOf(a), copyOf(b)];
      const [optimizer, reference] = [make({ learningRate: 0.1 }), make({ learningRate: 0.1 })];
      const [gradientA, gradientB] = [matrixFromRows([[1, 1]], "f64"), matrixFromRows([[2], [2]], "f64")];
      optimizer.step([a, b], [gradientA, gradientB]);
      reference.step([a2, b2], [gradientA, gradientB]);
      const broken = matrixFromRows([[2], [entry]], "f64");
      expect(() => optimizer.step([a, b], [gradientA, broken])).toThrow(
        `step of ${name}, gradient 1: expected finite entries, came ${entry} in row 1, column 0. Likely fix: the gradient has exploded`,
      );
      expect([a, b]).toEqual([a2, b2]);
      optimizer.step([a, b], [gradientA, gradientB]);
      reference.step([a2, b2], [gradientA, gradientB]);
      expect([a, b]).toEqual([a2, b2]);
    },
  );

  const w = scalar(1);
  test.each([
    [[w], [], /expected 1 gradients, one for each parameter, came 0/],
    [[w, w], [w, w], /expected each parameter once, came one of them twice/],
    [
      [w],
      [matrix(1, 2, [1, 2], "f64")],
      /gradient 0: expected an f64 matrix of shape 1×1.* came an f64 matrix of shape 1×2/,
    ],
    [[w], [matrix(1, 1, [1], "f32")], /gradient 0: expected an f64 matrix of shape 1×1.* came an f32 matrix/],
    [[[1]], [w], /parameter 0: expected a matrix/],
    [w, w, /expected two lists of matrices/],
  ])("refuses the lists %o and %o", (parameters, gradients, message) => {
    expect(() => make({ learningRate: 0.1 }).step(parameters as never, gradients as never)).toThrow(message);
    expect(w).toEqual(scalar(1));
  });

  test.each([
    [{ learningRate: -0.1 }, "learningRate"],
    [{ learningRate: Number.NaN }, "learningRate"],
    [{}, "learningRate"],
    [{ learningRate: () => "0.1" }, "learningRate"],
    [{ learningRate: 0.1, weightDecay: -1 }, "weightDecay"],
    [{ learningRate: 0.1, l2Penalty: Infinity }, "l2Penalty"],
  ])("refuses the settings %o", (settings, what) => {
    expect(() => make(settings as never)).toThrow(
      `${name}: expected ${what} to be a finite number from 0 on`,
    );
  });

  test("refuses no settings, and a schedule that turns to NaN, before anything has changed", () => {
    expect(() => make(undefined as never)).toThrow(`${name}: expected a record of settings, came undefined`);
    const w = scalar(1);
    const optimizer = make({ learningRate: (step) => (step === 0 ? 0.1 : Number.NaN) });
    optimizer.step([w], [scalar(1)]);
    const before = w.data[0];
    expect(() => optimizer.step([w], [scalar(1)])).toThrow(`step of ${name}: expected learningRate`);
    expect(w.data[0]).toBe(before);
  });

  test("an empty matrix and no parameters at all are no problem", () => {
    expect(() => make({ learningRate: 0.1 }).step([matrix(0, 3)], [matrix(0, 3)])).not.toThrow();
    expect(() => make({ learningRate: 0.1 }).step([], [])).not.toThrow();
  });
});

test("for plain gradient descent coupled and decoupled weight decay are the same", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -10, max: 10, noNaN: true }),
      fc.double({ min: -10, max: 10, noNaN: true }),
      (w0, g) => {
        const [w, w2] = [scalar(w0), scalar(w0)];
        sgd({ learningRate: 0.1, weightDecay: 0.3 }).step([w], [scalar(g)]);
        sgd({ learningRate: 0.1, l2Penalty: 0.3 }).step([w2], [scalar(g)]);
        expect(w.data[0]).toBeCloseTo(w2.data[0] ?? Number.NaN, 13);
      },
    ),
    { seed: 1 },
  );
});

describe("updateRatio", () => {
  test("is ‖Δw‖ / ‖w‖ of the last step, with w before it", () => {
    const w = matrix(1, 2, [3, 4], "f64");
    const optimizer = sgd({ learningRate: 1, trackUpdates: true });
    expect(optimizer.updateRatio(w)).toBeUndefined();
    optimizer.step([w], [matrix(1, 2, [0, -1], "f64")]);
    expect(optimizer.updateRatio(w)).toBe(1 / 5);
    optimizer.step([w], [matrix(1, 2, [3, 0], "f64")]);
    expect(optimizer.updateRatio(w)).toBe(3 / Math.sqrt(3 * 3 + 5 * 5));
  });

  test("includes the decay", () => {
    const w = matrix(1, 1, [8], "f64");
    const optimizer = sgd({ learningRate: 0.5, weightDecay: 0.25, trackUpdates: true });
    optimizer.step([w], [matrix(1, 1, [0], "f64")]);
    expect(optimizer.updateRatio(w)).toBe(0.125);
  });

  test("is 0 for a parameter that stays, also at 0, and Infinity for one that leaves 0", () => {
    const optimizer = sgd({ learningRate: 1, trackUpdates: true });
    const [stays, leaves] = [matrix(1, 1, [0], "f64"), matrix(1, 1, [0], "f64")];
    optimizer.step([stays, leaves], [matrix(1, 1, [0], "f64"), matrix(1, 1, [2], "f64")]);
    expect([optimizer.updateRatio(stays), optimizer.updateRatio(leaves)]).toEqual([0, Infinity]);
  });

  test("is unknown without trackUpdates, and tracking changes no weight", () => {
    const run = (trackUpdates: boolean) => {
      const w = matrix(1, 2, [3, 4]);
      const optimizer = adam({ learningRate: 0.1, l2Penalty: 0.01, trackUpdates });
      for (let step = 1; step <= 5; step++) optimizer.step([w], [matrix(1, 2, [step, -1])]);
      return { weights: [...w.data], ratio: optimizer.updateRatio(w) };
    };
    expect(run(true).weights).toEqual(run(false).weights);
    expect(run(false).ratio).toBeUndefined();
  });
});
