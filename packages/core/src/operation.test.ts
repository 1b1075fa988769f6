import { describe, expect, test } from "vitest";
import { tanhElementwise } from "./elementwise.ts";
import { matrix } from "./matrix.ts";
import type { Operation } from "./operation.ts";
import { type OperationName, type OperationSignatures, operations } from "./operations.ts";
import { plainKernels } from "./plain-kernels.ts";

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
  const run = <Name extends OperationName>(name: Name, outputFill: number, gradientFill: number) => {
    type Step = OperationSignatures[Name];
    const operation: Operation<Step["inputs"], Step["settings"]> = operations[name];
    const { inputs, settings }: Step = steps[name];
    const [rows, columns] = operation.shape(inputs, settings);
    const output = matrix(rows, columns, new Array(rows * columns).fill(outputFill), "f64");
    operation.forward({ kernels: plainKernels.f64, inputs, settings, output });
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
    const wanted = inputGradients as never;
    operation.vjp({ kernels: plainKernels.f64, inputs, settings, output, gradient, inputGradients: wanted });
    const unwanted = inputs.map(() => undefined) as never;
    operation.vjp({
      kernels: plainKernels.f64,
      inputs,
      settings,
      output,
      gradient,
      inputGradients: unwanted,
    });
    return { output, gradients: inputGradients.map(({ data }) => [...data]) };
  };
  const names = Object.keys(steps) as OperationName[];

  test.each(names)("%s writes every entry of its output, whatever it held", (name) => {
    expect(run(name, Number.NaN, 0).output).toEqual(run(name, 0, 0).output);
  });

  test.each(names)("the vjp of %s adds to what the gradients hold", (name) => {
    const fromOne = run(name, 0, 1).gradients;
    const fromZero = run(name, 0, 0).gradients;
    expect(fromZero.every((gradient) => gradient.some((entry) => entry !== 0))).toBe(true);
    fromOne.flat().forEach((gradient, at) => {
      expect(gradient - 1).toBeCloseTo(fromZero.flat()[at] as number, 10);
    });
  });
});
