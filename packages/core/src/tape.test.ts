import { describe, expect, test } from "vitest";
import type { CustomOperation } from "./custom-operation.ts";
import { tanhElementwise } from "./elementwise.ts";
import { type Matrix, matrix, matrixFromRows } from "./matrix.ts";
import { probe } from "./probe.ts";
import { normalMatrix, random } from "./random.ts";
import { Tape } from "./tape.ts";
import type { Tensor } from "./tensor.ts";

// Such a chain takes about 0.2 s. A machine that is busy with the other suites can be ten times slower, or more.
const busyMachine = { timeout: 30_000 };

const scalar = (x: number) => matrix(1, 1, [x], "f64");
const gradientOf = (tensor: Tensor) => [...(tensor.gradient?.data ?? [])];

describe("backward", () => {
  test("in a sigmoid chain at its steepest point, 50 layers leave exactly 2^−100 of the gradient", () => {
    // With weight 1 and bias −1/2, from h = 1/2 on every pre-activation is exactly 0, where s′ = 1/4 = 2^−2.
    const tape = new Tape({ precision: "f64" });
    const start = tape.parameter(scalar(1 / 2));
    const weight = tape.constant(scalar(1));
    const bias = tape.constant(scalar(-1 / 2));
    let h = start;
    for (let layer = 0; layer < 50; layer++) h = h.matmul(weight).add(bias).sigmoid();
    h.backward();
    expect(gradientOf(start)).toEqual([2 ** -100]);
  });

  test.each([
    ["f64", 537, 5e-324, 538],
    ["f32", 74, 2 ** -148, 75],
  ] as const)(
    "in %s that chain reaches its smallest number at %d layers, then 0",
    (precision, last, smallest, zero) => {
      const gradientThrough = (layers: number) => {
        const tape = new Tape({ precision });
        const start = tape.parameter(matrix(1, 1, [1 / 2], precision));
        const bias = tape.constant(matrix(1, 1, [-1 / 2], precision));
        let h = start;
        for (let layer = 0; layer < layers; layer++) h = h.add(bias).sigmoid();
        h.backward();
        return gradientOf(start);
      };
      expect(gradientThrough(last)).toEqual([smallest]);
      expect(gradientThrough(zero)).toEqual([0]);
    },
  );

  test(
    "a chain of 100,000 operations calls each vjp once, the last first, and leaves the stack alone",
    busyMachine,
    () => {
      const length = 100_000;
      const calls: number[] = [];
      const tape = new Tape({ precision: "f64" });
      const start = tape.parameter(scalar(1));
      let x = start;
      for (let place = 0; place < length; place++) {
        const step: CustomOperation<[Matrix]> = {
          name: `step ${place}`,
          forward: (input) => input,
          vjp: ({ gradient }) => {
            calls.push(place);
            return [gradient];
          },
        };
        x = tape.custom(step, x);
      }
      x.backward();
      expect(calls).toHaveLength(length);
      expect(calls.every((place, order) => place === length - 1 - order)).toBe(true);
      expect(gradientOf(start)).toEqual([1]);
    },
  );

  test("so does a chain of 100,000 operations of the table", busyMachine, () => {
    const tape = new Tape({ precision: "f64" });
    const start = tape.parameter(scalar(0));
    const one = tape.constant(scalar(1));
    let x = start;
    for (let place = 0; place < 50_000; place++) x = x.add(one).scale(0.5);
    x.backward();
    expect(x.value.data[0]).toBe(1);
    expect(gradientOf(start)).toEqual([0]);
    x.backward(scalar(2 ** 1023));
    expect(tape.size).toBe(100_002);
  });

  test("a value used n times gets n gradients, and each use is visited once", () => {
    const tape = new Tape({ precision: "f64" });
    const x = tape.parameter(scalar(3));
    let total = tape.constant(scalar(0));
    for (let use = 0; use < 1000; use++) total = total.add(x);
    total.backward();
    expect(gradientOf(x)).toEqual([1000]);
  });

  test("doubling 100 times takes 100 steps, not 2^100", () => {
    const tape = new Tape({ precision: "f64" });
    const x = tape.parameter(scalar(1));
    let y = x;
    for (let doubling = 0; doubling < 100; doubling++) y = y.add(y);
    y.backward();
    expect(gradientOf(x)).toEqual([2 ** 100]);
  });

  test("a second call adds to what the first has left, at every tensor", () => {
    const tape = new Tape();
    const w = tape.parameter(matrixFromRows([[3]]));
    const square = w.mul(w);
    const loss = square.sum();
    loss.backward();
    loss.backward();
    expect([w, square, loss].map(({ gradient }) => gradient?.data[0])).toEqual([2 * 6, 2, 2]);
  });

  test("calls from several places give the gradient of the sum of all", () => {
    const tape = new Tape();
    const w = tape.parameter(matrixFromRows([[3]]));
    const square = w.mul(w).sum();
    const cube = square.mul(w);
    const other = tape.parameter(matrixFromRows([[5]]));
    cube.backward();
    other.sum().backward();
    square.backward();
    // ∂(w³ + w²)/∂w = 3w² + 2w, and w³ + w² depends on w² through w² · w and directly: w + 1.
    expect(w.gradient?.data[0]).toBe(27 + 6);
    expect(square.gradient?.data[0]).toBe(3 + 1);
    expect(other.gradient?.data[0]).toBe(1);
  });

  test("clearGradients starts again from zero and keeps the tensors", () => {
    const tape = new Tape();
    const w = tape.parameter(matrixFromRows([[3]]));
    const loss = w.mul(w).sum();
    loss.backward();
    tape.clearGradients();
    expect([w.gradient, loss.gradient]).toEqual([undefined, undefined]);
    loss.backward();
    expect(w.gradient?.data[0]).toBe(6);
  });

  test("from the middle leaves what comes after it alone", () => {
    const tape = new Tape({ precision: "f64" });
    const x = tape.parameter(scalar(3));
    const middle = x.scale(2);
    const after = middle.scale(5);
    middle.backward();
    expect(gradientOf(x)).toEqual([2]);
    expect(after.gradient).toBeUndefined();
  });

  test("gives vectorᵀ·Jacobian for a seed, which it copies", () => {
    const tape = new Tape({ precision: "f64" });
    const x = tape.parameter(matrixFromRows([[1, 2]], "f64"));
    const jacobianTransposed = tape.constant(
      matrixFromRows(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        "f64",
      ),
    );
    const y = x.matmul(jacobianTransposed);
    const seed = matrixFromRows([[0, 1, 0]], "f64");
    y.backward(seed);
    seed.data[0] = 7;
    expect(gradientOf(x)).toEqual([2, 5]);
    expect(gradientOf(y)).toEqual([0, 1, 0]);
  });

  test("of a parameter itself is its seed", () => {
    const tape = new Tape({ precision: "f64" });
    const x = tape.parameter(scalar(3));
    x.backward();
    expect(gradientOf(x)).toEqual([1]);
  });

  test("gives no gradient to constants, nor to parameters that the loss does not depend on", () => {
    const tape = new Tape({ precision: "f64" });
    const [x, unused, constant] = [
      tape.parameter(scalar(3)),
      tape.parameter(scalar(4)),
      tape.constant(scalar(5)),
    ];
    x.mul(constant).backward();
    expect([gradientOf(x), unused.gradient, constant.gradient]).toEqual([[5], undefined, undefined]);
  });

  test("does not run the vjp of an operation on constants", () => {
    const tape = new Tape({ precision: "f64" });
    const refusing: CustomOperation<[Matrix]> = {
      name: "refusing",
      forward: (x) => x,
      vjp: () => {
        throw new Error("called");
      },
    };
    const x = tape.parameter(scalar(2));
    tape
      .custom(refusing, tape.constant(scalar(3)))
      .mul(x)
      .backward();
    expect(gradientOf(x)).toEqual([3]);
  });

  const refusals: [string, (x: Tensor, tape: Tape) => void, string][] = [
    [
      "a matrix without a seed",
      (x) => x.label("hidden").backward(),
      'backward: expected a scalar loss (1×1) or a seed, came the result of parameter "hidden" of shape 2×3 and no seed. Likely fix: end with .sum() or .mean(), or pass a seed of shape 2×3.',
    ],
    [
      "a row without a seed",
      (_, tape) => tape.parameter(matrix(1, 3)).backward(),
      "backward: expected a scalar loss (1×1) or a seed, came the result of parameter of shape 1×3 and no seed",
    ],
    [
      "a seed of another shape",
      (x) => x.backward(matrix(3, 2)),
      "backward: expected a matrix of shape 2×3, came 3×2",
    ],
    [
      "a seed of the other precision",
      (x) => x.backward(matrix(2, 3, undefined, "f64")),
      "backward: expected an f32 matrix, as everything on this tape, came an f64 matrix",
    ],
    ["a seed that is a number", (x) => x.sum().backward(1 as never), "backward: expected a matrix, came 1"],
    [
      "constants only",
      (_, tape) => tape.constant(matrix(1, 1)).tanh().backward(),
      "backward: expected a tensor computed from at least one parameter, came the result of apply of shape 1×1, which depends on constants only. Likely fix: make the weights with tape.parameter(matrix).",
    ],
  ];
  test.each(refusals)("refuses %s", (_, run, message) => {
    const tape = new Tape();
    const x = tape.parameter(matrix(2, 3));
    expect(() => run(x, tape)).toThrow(message);
  });
});

describe("reset", () => {
  test("refuses every use of an older tensor, and the tape goes on", () => {
    const tape = new Tape();
    const old = tape.parameter(matrix(1, 1, [2]), "w");
    tape.reset();
    const fresh = tape.parameter(matrix(1, 1, [3]), "w");
    const message =
      "expected a tensor made since the tape's last reset, came one made before it. Likely fix: build the computation anew in each step, and copy what you need before tape.reset().";
    expect(() => old.value).toThrow(`value: ${message}`);
    expect(() => old.gradient).toThrow(`gradient: ${message}`);
    expect(() => old.rows).toThrow(`rows: ${message}`);
    expect(() => old.tanh()).toThrow(`apply: ${message}`);
    expect(() => fresh.matmul(old)).toThrow(`matmul: ${message}`);
    expect(() => old.backward()).toThrow(`backward: ${message}`);
    expect(() => old.label("old")).toThrow(`label: ${message}`);
    const square = fresh.mul(fresh);
    square.backward();
    expect(gradientOf(fresh)).toEqual([6]);
    expect(tape.size).toBe(2);
  });

  test("leaves the caller's matrices as they are", () => {
    const tape = new Tape();
    const weights = matrix(1, 1, [2]);
    const w = tape.parameter(weights);
    w.mul(w).backward();
    tape.reset();
    expect(weights).toEqual(matrix(1, 1, [2]));
  });
});

describe("several tapes", () => {
  test("two at once, step by step in turn, do not touch each other", () => {
    const tapes = [new Tape({ precision: "f64" }), new Tape({ precision: "f32" })];
    const starts = tapes.map((tape) => tape.parameter(matrix(1, 1, [2], tape.precision)));
    const ends = starts.map((x, place) => x.scale(place + 2).mul(x));
    for (const end of ends) end.backward();
    expect(starts.map(gradientOf)).toEqual([[8], [12]]);
    tapes[0]?.reset();
    expect(gradientOf(starts[1] as Tensor)).toEqual([12]);
  });

  test("refuse each other's tensors", () => {
    const [one, other, double] = [new Tape(), new Tape(), new Tape({ precision: "f64" })];
    const x = one.parameter(matrix(1, 1));
    expect(() => x.add(other.parameter(matrix(1, 1)))).toThrow(
      "add: expected a tensor of this tape (f32), came one of another tape (f32). Likely fix: make both with the same tape; a value can cross over as tape.constant(tensor.value).",
    );
    expect(() => x.add(double.parameter(scalar(1)))).toThrow(
      "add: expected a tensor of this tape (f32), came one of another tape (f64)",
    );
    expect(() => one.backward(other.parameter(matrix(1, 1)))).toThrow(
      "backward: expected a tensor of this tape",
    );
  });
});

describe("bad input is refused, and the tape goes on", () => {
  const tape = new Tape();
  const x = tape.parameter(matrix(2, 2));
  const cases: [string, () => unknown, string][] = [
    [
      "a matrix of the other precision",
      () => tape.parameter(matrix(1, 1, [1], "f64")),
      'parameter: expected an f32 matrix, as everything on this tape, came an f64 matrix. Likely fix: use convertPrecision(matrix, "f32") or new Tape({ precision: "f64" }).',
    ],
    [
      "a nested array",
      () => tape.constant([[1]] as never),
      "constant: expected a matrix, came an array of length 1",
    ],
    ["nothing", () => tape.parameter(undefined as never), "parameter: expected a matrix, came undefined"],
    ["a number as operand", () => x.add(1 as never), "add: expected a tensor, came 1"],
    [
      "a matrix as operand",
      () => x.matmul(matrix(2, 2) as never),
      "matmul: expected a tensor, came an object",
    ],
    ["a tensor as factor", () => x.scale(x as never), "scale: expected a number, came an object (Tensor)"],
    [
      "a function as elementwise",
      () => x.apply(Math.tanh as never),
      "apply: expected an elementwise function",
    ],
    [
      "a tensor as target",
      () => x.meanSquaredError(x as never),
      "meanSquaredError, target: expected a matrix",
    ],
    [
      "a target of the other precision",
      () => x.binaryCrossEntropy(matrix(2, 2, undefined, "f64")),
      "binaryCrossEntropy, target: expected an f32 matrix",
    ],
    ["an empty label", () => x.label(""), 'label: expected a name of at least one character, came ""'],
    [
      "no label",
      () => x.label(undefined as never),
      "label: expected a name of at least one character, came undefined",
    ],
    [
      "an unknown precision",
      () => new Tape({ precision: "f16" as never }),
      'new Tape: expected the precision "f32" or',
    ],
  ];
  test.each(cases)("%s", (_, run, message) => {
    const sizeBefore = tape.size;
    expect(run).toThrow(message);
    expect(tape.size).toBe(sizeBefore);
  });
});

describe("labels", () => {
  test("are listed in creation order, whatever the order of labelling", () => {
    const tape = new Tape();
    const x = tape.constant(matrix(1, 1, [1]));
    const w = tape.parameter(matrix(1, 1, [2]), "weight");
    x.matmul(w).label("product");
    x.label("input");
    expect(tape.labelled().map(({ label }) => label)).toEqual(["input", "weight", "product"]);
  });

  test("can be changed, and name one tensor at a time", () => {
    const tape = new Tape();
    const x = tape.constant(matrix(1, 1)).label("a").label("a").label("b");
    tape.constant(matrix(1, 1)).label("a");
    expect(tape.labelled().map(({ label }) => label)).toEqual(["b", "a"]);
    expect(() => x.label("a")).toThrow('label: expected a name that is new on this tape, came "a" again');
  });
});

test("parameters are used as they are: a step changes the caller's matrix", () => {
  const tape = new Tape();
  const weights = matrix(1, 1, [2]);
  expect(tape.parameter(weights).value).toBe(weights);
});

describe("memory", () => {
  /** One step of a network of three layers, with everything that it reads. */
  function step(tape: Tape, batch: number): void {
    const x = tape.constant(normalMatrix(random(1), batch, 6, 1));
    const w = tape.parameter(normalMatrix(random(2), 6, 6, 1));
    const b = tape.parameter(matrix(1, 6));
    let h = x;
    for (let layer = 0; layer < 3; layer++) h = h.linear(w, b, tanhElementwise);
    h.softmaxCrossEntropy(new Array(batch).fill(0)).backward();
    expect(probe(tape)).toEqual([]);
    tape.reset();
  }

  test("a step like the one before takes no more memory, one with a smaller batch neither", () => {
    const tape = new Tape();
    step(tape, 40);
    const { bytes } = tape;
    for (const batch of [40, 40, 7, 40, 1]) step(tape, batch);
    expect(tape.bytes).toBe(bytes);
    expect(bytes).toBeGreaterThan(0);
  });

  test("what a step computes does not depend on what its memory held before", () => {
    const gradients = (tape: Tape) => {
      const w = tape.parameter(matrixFromRows([[1, -2]]));
      w.mul(w).tanh().concat([w.exp()], "columns").mean("byRow").add(w.sum()).backward();
      const result = [...(w.gradient?.data ?? [])];
      tape.reset();
      return result;
    };
    const used = new Tape();
    step(used, 30);
    expect(gradients(used)).toEqual(gradients(new Tape()));
  });

  test("a tape that ran out of memory can be used after a reset", () => {
    const tape = new Tape();
    const column = tape.constant(matrix(2 ** 16, 1));
    const row = tape.constant(matrix(1, 2 ** 15));
    expect(() => column.matmul(row)).toThrow(/at most 2147483647 entries/);
    tape.reset();
    const w = tape.parameter(matrixFromRows([[3]]));
    w.mul(w).backward();
    expect(w.gradient?.data[0]).toBe(6);
  });
});

describe("linear", () => {
  test.each(["f32", "f64"] as const)(
    "gives the bits of matmul, add and apply in %s, and of their gradients",
    (precision) => {
      const run = (build: (x: Tensor, w: Tensor, b: Tensor) => Tensor) => {
        const tape = new Tape({ precision });
        const draw = random(5);
        const x = tape.parameter(normalMatrix(draw, 9, 7, 1, precision));
        const w = tape.parameter(normalMatrix(draw, 7, 5, 1, precision));
        const b = tape.parameter(normalMatrix(draw, 1, 5, 1, precision));
        const y = build(x, w, b);
        y.mul(y).mean().backward();
        return [y.value, x.gradient, w.gradient, b.gradient];
      };
      expect(run((x, w, b) => x.linear(w, b, tanhElementwise))).toEqual(
        run((x, w, b) => x.matmul(w).add(b).tanh()),
      );
      expect(run((x, w, b) => x.linear(w, b))).toEqual(run((x, w, b) => x.matmul(w).add(b)));
    },
  );

  test.each([
    [
      "a weight of another fan-in",
      [2, 3],
      [4, 5],
      [1, 5],
      /^linear: expected a weight with 3 rows.*2×3 · 4×5/,
    ],
    ["a bias of another fan-out", [2, 3], [3, 5], [1, 4], /^linear: expected a bias of shape 1×5.*came 1×4/],
    ["a column as bias", [2, 3], [3, 5], [5, 1], /^linear: expected a bias of shape 1×5.*came 5×1/],
  ] as const)("refuses %s", (_, x, w, b, message) => {
    const tape = new Tape();
    const of = ([rows, columns]: readonly [number, number]) => tape.constant(matrix(rows, columns));
    expect(() => of(x).linear(of(w), of(b))).toThrow(message);
  });
});
