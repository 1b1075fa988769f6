import { describe, expect, test } from "vitest";
import { tanhElementwise } from "./elementwise.ts";
import { checkGradient } from "./gradient-check.ts";
import { type Matrix, matrix } from "./matrix.ts";
import type { Operation } from "./operation.ts";
import { type OperationName, type OperationSignatures, operations } from "./operations.ts";
import { plainKernels } from "./plain-kernels.ts";
import { Tape } from "./tape.ts";
import type { Tensor } from "./tensor.ts";

describe("every operation keeps its side of the contract", () => {
  const first = matrix(2, 2, [1, 2, 3, 4], "f64");
  const pair = [first, matrix(2, 2, [5, 6, 7, 8], "f64")] as const;
  const single = [first] as const;
  const target = matrix(2, 2, [0, 1, 1, 0], "f64");
  const byRow = { inputs: single, settings: { grouping: "byRow" } } as const;
  const withoutSettings = { inputs: single, settings: undefined };
  const steps: { [Name in OperationName]: OperationSignatures[Name] } = {
    matmul: { inputs: pair, settings: { transposeLeft: false, transposeRight: true } },
    linear: { inputs: [...pair, matrix(1, 2, [9, 10], "f64")], settings: undefined },
    layer: { inputs: [...pair, matrix(1, 2, [9, 10], "f64")], settings: { f: tanhElementwise } },
    add: { inputs: pair, settings: undefined },
    sub: { inputs: pair, settings: undefined },
    mul: { inputs: pair, settings: undefined },
    div: { inputs: pair, settings: undefined },
    neg: withoutSettings,
    scale: { inputs: single, settings: { factor: 3 } },
    apply: { inputs: single, settings: { f: tanhElementwise } },
    exp: withoutSettings,
    log: withoutSettings,
    sqrt: withoutSettings,
    pow: { inputs: single, settings: { exponent: 3 } },
    sum: byRow,
    mean: byRow,
    max: byRow,
    norm: withoutSettings,
    logSumExp: byRow,
    softmax: byRow,
    logSoftmax: byRow,
    transpose: withoutSettings,
    slice: { inputs: single, settings: { columns: [0, 1] } },
    concat: { inputs: pair, settings: { along: "columns" } },
    gather: { inputs: single, settings: { indices: [1, 0, 1] } },
    mask: { inputs: single, settings: { mask: target } },
    meanSquaredError: { inputs: single, settings: { target } },
    binaryCrossEntropy: { inputs: single, settings: { target } },
    softmaxCrossEntropy: { inputs: single, settings: { classes: [0, 1] } },
  };
  const run = <Name extends OperationName>(
    name: Name,
    outputFill: number,
    gradientFill: number,
    fromZeros = false,
  ) => {
    type Step = OperationSignatures[Name];
    const operation: Operation<Step["inputs"], Step["settings"]> = operations[name];
    const { inputs, settings }: Step = steps[name];
    const [rows, columns] = operation.shape(inputs, settings);
    const output = matrix(rows, columns, new Array(rows * columns).fill(outputFill), "f64");
    const keptShape = operation.keeps?.(inputs, settings);
    const kept =
      keptShape && matrix(...keptShape, new Array(keptShape[0] * keptShape[1]).fill(outputFill), "f64");
    operation.forward({ kernels: plainKernels.f64, inputs, settings, output, kept });
    // Not all the same, because softmax passes nothing back where they are.
    const gradient = matrix(
      rows,
      columns,
      Array.from({ length: rows * columns }, (_, at) => at + 1),
      "f64",
    );
    const inputGradients = inputs.map(({ rows, columns }) =>
      matrix(rows, columns, new Array(rows * columns).fill(gradientFill), "f64"),
    );
    const vjp = (wanted: readonly (Matrix | undefined)[]) =>
      operation.vjp({
        kernels: plainKernels.f64,
        inputs,
        settings,
        output,
        gradient,
        inputGradients: wanted as never,
        fromZeros: inputs.map(() => fromZeros) as never,
        kept,
      });
    vjp(inputGradients);
    vjp(inputs.map(() => undefined));
    return { output, gradients: inputGradients.map(({ data }) => [...data]) };
  };
  const names = Object.keys(steps) as OperationName[];

  test.each(names)("%s writes every entry of its output, whatever it held", (name) => {
    expect(run(name, Number.NaN, 0).output).toEqual(run(name, 0, 0).output);
  });

  test.each(names.filter((name) => operations[name].startsFromZeros))(
    "from zeros, the vjp of %s writes every entry of the gradients, whatever they held",
    (name) => {
      expect(run(name, 0, Number.NaN, true).gradients).toEqual(run(name, 0, 0).gradients);
    },
  );

  test.each(names)("the vjp of %s adds to what the gradients hold", (name) => {
    const fromOne = run(name, 0, 1).gradients;
    const fromZero = run(name, 0, 0).gradients;
    expect(fromZero.every((gradient) => gradient.some((entry) => entry !== 0))).toBe(true);
    fromOne.flat().forEach((gradient, at) => {
      expect(gradient - 1).toBeCloseTo(fromZero.flat()[at] as number, 10);
    });
  });
});

describe("an operation from outside the table", () => {
  // Y = a · X        ∂L/∂X = a · G
  const times: Operation<readonly [Matrix], number> = {
    shape: ([x]) => [x.rows, x.columns],
    forward({ kernels, inputs: [x], settings: factor, output }) {
      kernels.fill(output, 0);
      kernels.addScaled(x, factor, output);
    },
    vjp({ kernels, settings: factor, gradient, inputGradients: [gradientX] }) {
      if (gradientX) kernels.addScaled(gradient, factor, gradientX);
    },
  };

  test("computes value and gradient as those of the table do", () => {
    const build = (tape: Tape, x: Tensor) => tape.run("times", times, [x], 3).tanh();
    const point = matrix(2, 2, [0.1, -0.2, 0.3, 0], "f64");
    expect(checkGradient(build, [point])).toMatchObject({ passed: true });
    expect(checkGradient(build, [point], { upstream: 1e-15 })).toMatchObject({ passed: true });
  });

  test("gets the same memory in each step", () => {
    const tape = new Tape({ precision: "f64" });
    const step = () => {
      const x = tape.parameter(matrix(1, 2, [1, 2], "f64"));
      const y = tape.run("times", times, [x], 3);
      y.sum().backward();
      const memory = [y.value, x.gradient];
      tape.reset();
      return memory;
    };
    const first = step();
    expect(step().every((m, place) => m === first[place])).toBe(true);
    expect(first[1]?.data).toEqual(new Float64Array([3, 3]));
  });

  test("may carry the name of one in the table without being taken for it", () => {
    const tape = new Tape({ precision: "f64" });
    tape.run("apply", times, [tape.parameter(matrix(1, 1, [2], "f64"))], 3).label("y");
    expect(tape.labelled()).toMatchObject([{ label: "y", activation: undefined }]);
  });

  test.each([undefined, null, "times", { name: "times", forward() {}, vjp() {} }, { ...times, vjp: 1 }])(
    "is refused when it is %o",
    (operation) => {
      const tape = new Tape();
      const x = tape.parameter(matrix(1, 1, [2]));
      expect(() => tape.run("times", operation as never, [x], 3)).toThrow(
        "times: expected an operation { shape, forward, vjp }",
      );
      expect(tape.size).toBe(1);
    },
  );

  test("is refused a tensor of another tape", () => {
    const other = new Tape().parameter(matrix(1, 1, [2]));
    expect(() => new Tape().run("times", times, [other], 3)).toThrow("times: expected a tensor of this tape");
  });
});
