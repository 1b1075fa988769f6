import { checkElementwise, type Elementwise } from "../elementwise.ts";
import { exp, log } from "../exponential.ts";
import { expF32, logF32 } from "../exponential-f32.ts";
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

/** Functions of one number, applied to every entry. */
export const entrywise: OperationsFor<EntrywiseSignatures> = {
  // Y = f(X)        ∂L/∂X = G ⊙ f′(X)
  apply: {
    startsFromZeros: true,
    shape([x], { f }) {
      checkElementwise("apply", f);
      return [x.rows, x.columns];
    },
    forward({ kernels, inputs: [x], settings: { f }, output }) {
      kernels.map(x, f, output);
    },
    vjp({
      kernels,
      inputs: [x],
      settings: { f },
      gradient,
      inputGradients: [gradientX],
      fromZeros: [fresh],
    }) {
      if (gradientX) kernels.addDerivativeProduct(gradient, x, f, gradientX, fresh);
    },
  },

  // Y = e^X        ∂L/∂X = G ⊙ e^X
  exp: everyEntry({
    name: "exp",
    value: exp,
    derivative: exp,
    f32: { value: expF32, derivative: expF32, simd: "exp" },
  }),

  // Y = ln X        ∂L/∂X = G ⊘ X        (below 0 there is no logarithm: both are NaN)
  log: everyEntry({
    name: "log",
    value: log,
    f32: { value: logF32, derivative: (x) => (x < 0 ? Number.NaN : 1 / x), simd: "log" },
    derivative: (x) => (x < 0 ? Number.NaN : 1 / x),
  }),

  // Y = √X        ∂L/∂X = G ⊘ 2√X        (infinite at 0, NaN below)
  sqrt: everyEntry({ name: "sqrt", value: Math.sqrt, derivative: (x) => 1 / (2 * Math.sqrt(x)) }),

  // Y = X^p        ∂L/∂X = p · G ⊙ X^(p−1)        (X⁰ is 1 everywhere, 0 included, so its derivative is 0 there too)
  pow: {
    startsFromZeros: true,
    shape([x], { exponent }) {
      if (Number.isFinite(exponent)) return [x.rows, x.columns];
      throw failure(
        "pow",
        "a finite number as exponent",
        describeValue(exponent),
        "for an exponent that is a tensor, write x.log().mul(exponent).exp()",
      );
    },
    forward({ kernels, inputs: [x], settings: { exponent }, output }) {
      kernels.map(x, powerOf(exponent), output);
    },
    vjp({
      kernels,
      inputs: [x],
      settings: { exponent },
      gradient,
      inputGradients: [gradientX],
      fromZeros: [fresh],
    }) {
      if (gradientX) kernels.addDerivativeProduct(gradient, x, powerOf(exponent), gradientX, fresh);
    },
  },
};

/** Y = f(X)        ∂L/∂X = G ⊙ f′(X), for a fixed f. */
function everyEntry(f: Elementwise): Operation<Single, undefined> {
  return {
    startsFromZeros: true,
    shape: ([x]) => [x.rows, x.columns],
    forward({ kernels, inputs: [x], output }) {
      kernels.map(x, f, output);
    },
    vjp({ kernels, inputs: [x], gradient, inputGradients: [gradientX], fromZeros: [fresh] }) {
      if (gradientX) kernels.addDerivativeProduct(gradient, x, f, gradientX, fresh);
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
