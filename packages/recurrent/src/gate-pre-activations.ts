import { failure, type Matrix, type Operation, shapeOf } from "@vanishing/core";

/**
 * Z = X·U + H·W + 1·b, what all gates of a step are computed from, in one pass: the chain of sums of the second product goes on where
 * that of the first one ends, and then b is added.
 *
 * X `(batch, input)`, U `(input, blocks)`, H `(batch, hidden)`, W `(hidden, blocks)`, b `(1, blocks)`, Z `(batch, blocks)`
 *
 * ∂L/∂X = G·Uᵀ   ∂L/∂U = Xᵀ·G   ∂L/∂H = G·Wᵀ   ∂L/∂W = Hᵀ·G   ∂L/∂b = the sum of the rows of G
 */
export const gatePreActivations: Operation<
  readonly [x: Matrix, inputWeight: Matrix, h: Matrix, recurrentWeight: Matrix, bias: Matrix],
  undefined
> = {
  startsFromZeros: true,
  shape([x, inputWeight, h, recurrentWeight, bias]) {
    checkProduct("x", x, inputWeight);
    checkProduct("h", h, recurrentWeight);
    const { columns } = inputWeight;
    if (
      x.rows === h.rows &&
      columns === recurrentWeight.columns &&
      columns === bias.columns &&
      bias.rows === 1
    ) {
      return [x.rows, columns];
    }
    throw failure(
      "gate pre-activations",
      `a state of ${x.rows} rows, and a recurrent weight and one row of bias of ${columns} columns`,
      [h, recurrentWeight, bias].map(shapeOf).join(", "),
      "give the input weight, the recurrent weight and the bias the same gate blocks",
    );
  },
  forward({ kernels, inputs: [x, inputWeight, h, recurrentWeight, bias], output }) {
    kernels.addProduct(x, false, inputWeight, false, output, true);
    kernels.addProduct(h, false, recurrentWeight, false, output);
    kernels.addScaled(bias, 1, output);
  },
  vjp({ kernels, inputs: [x, inputWeight, h, recurrentWeight], gradient, inputGradients, fromZeros }) {
    const [ofX, ofInputWeight, ofH, ofRecurrentWeight, ofBias] = inputGradients;
    const [freshX, freshInputWeight, freshH, freshRecurrentWeight, freshBias] = fromZeros;
    if (ofX) kernels.addProduct(gradient, false, inputWeight, true, ofX, freshX);
    if (ofInputWeight) kernels.addProduct(x, true, gradient, false, ofInputWeight, freshInputWeight);
    if (ofH) kernels.addProduct(gradient, false, recurrentWeight, true, ofH, freshH);
    if (ofRecurrentWeight)
      kernels.addProduct(h, true, gradient, false, ofRecurrentWeight, freshRecurrentWeight);
    if (ofBias) kernels.addScaled(gradient, 1, ofBias, freshBias);
  },
};

function checkProduct(name: string, left: Matrix, weight: Matrix): void {
  if (left.columns === weight.rows) return;
  throw failure(
    "gate pre-activations",
    `a weight with ${left.columns} rows, one for each column of ${name}`,
    shapeOf(weight),
    "examples are rows; a weight has a row for each feature",
  );
}
