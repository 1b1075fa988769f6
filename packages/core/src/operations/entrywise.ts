import { checkElementwise, type Elementwise, expElementwise, logElementwise } from "../elementwise.ts";
import { describeValue, failure } from "../failure.ts";
import type { Matrix } from "../matrix.ts";
import type { Operation, OperationsFor } from "../operation.ts";
import { power } from "../power.ts";

type Single = readonly [x: Matrix];

export interface EntrywiseSignatures {
  apply: { inputs: Single; settings: { readonly f: Elementwise } };
  exp: { inputs: Single; settings: undefined };
  log: { inputs: Single; settings: undefined };
  sqrt: { inputs: Single; settings: undefined };
  pow: { inputs: Single; settings: { readonly exponent: number } };
}

/**
 * Functions of one number, applied to every entry. Where a gradient is wanted, the slopes f′(X) are kept from the forward pass: most of the
 * work for them is done there.
 */
export const entrywise: OperationsFor<EntrywiseSignatures> = {
  // Y = f(X)        ∂L/∂X = G ⊙ f′(X)
  apply: everyEntry(({ f }) => {
    checkElementwise("apply", f);
    return f;
  }),

  // Y = e^X        ∂L/∂X = G ⊙ e^X
  exp: everyEntry(() => expElementwise),

  // Y = ln X        ∂L/∂X = G ⊘ X        (below 0 there is no logarithm: both are NaN)
  log: everyEntry(() => logElementwise),

  // Y = √X        ∂L/∂X = G ⊘ 2√X        (infinite at 0, NaN below)
  sqrt: everyEntry(() => squareRoot),

  // Y = X^p        ∂L/∂X = p · G ⊙ X^(p−1)        (X⁰ is 1 everywhere, 0 included, so its derivative is 0 there too)
  pow: everyEntry(({ exponent }) => {
    if (Number.isFinite(exponent)) return powerOf(exponent);
    throw failure(
      "pow",
      "a finite number as exponent",
      describeValue(exponent),
      "for an exponent that is a tensor, write x.log().mul(exponent).exp()",
    );
  }),
};

const squareRoot: Elementwise = {
  name: "sqrt",
  value: Math.sqrt,
  derivative: (x) => 1 / (2 * Math.sqrt(x)),
};

/** Y = f(X)        ∂L/∂X = G ⊙ f′(X), for the f that the settings name. */
function everyEntry<Settings>(functionOf: (settings: Settings) => Elementwise): Operation<Single, Settings> {
  return {
    startsFromZeros: true,
    shape([x], settings) {
      functionOf(settings);
      return [x.rows, x.columns];
    },
    keeps: ([x]) => [x.rows, x.columns],
    forward({ kernels, inputs: [x], settings, output, kept: slopes }) {
      const f = functionOf(settings);
      if (slopes === undefined) kernels.map(x, f, output);
      else kernels.mapWithSlopes(x, f, output, slopes);
    },
    vjp({ kernels, gradient, inputGradients: [gradientX], fromZeros: [fresh], kept: slopes }) {
      if (gradientX && slopes) kernels.addEntrywiseProduct(gradient, slopes, gradientX, fresh);
    },
  };
}

function powerOf(exponent: number): Elementwise {
  return {
    name: "pow",
    value: (x) => power(x, exponent),
    derivative: (x) => (exponent === 0 ? 0 : exponent * power(x, exponent - 1)),
  };
}
