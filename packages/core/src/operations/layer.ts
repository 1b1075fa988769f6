import { checkElementwise, type Elementwise } from "../elementwise.ts";
import { shapeKeptByLayer } from "../layer-kernels.ts";
import type { Matrix } from "../matrix.ts";
import type { OperationsFor } from "../operation.ts";
import { checkLinear } from "./arithmetic.ts";

export interface LayerSignatures {
  layer: {
    inputs: readonly [x: Matrix, w: Matrix, b: Matrix];
    settings: { readonly f: Elementwise };
  };
}

/** A whole layer as one operation: the numbers of `linear` and `apply`, with one tensor less to record. */
export const layers: OperationsFor<LayerSignatures> = {
  // Y = f(Z) with Z = X·W + 1·b, and D = G ⊙ f′(Z)
  // ∂L/∂X = D·Wᵀ        ∂L/∂W = Xᵀ·D        ∂L/∂b = the sum of the rows of D
  layer: {
    startsFromZeros: true,
    shape([x, w, b], { f }) {
      checkElementwise("linear", f);
      checkLinear(x, w, b);
      return [x.rows, w.columns];
    },
    keeps: ([x, w]) => shapeKeptByLayer(x.rows, w.columns),
    forward({ kernels, inputs: [x, w, b], settings: { f }, output, kept }) {
      kernels.layer(x, w, b, f, output, kept);
    },
    vjp({ kernels, inputs: [x, w], gradient, inputGradients: [ofX, ofW, ofB], fromZeros, kept }) {
      if (kept === undefined) return;
      const [freshX, freshW, freshB] = fromZeros;
      kernels.addLayerGradients({
        x,
        w,
        kept,
        gradient,
        toX: { target: ofX, fromZeros: freshX },
        toW: { target: ofW, fromZeros: freshW },
        toB: { target: ofB, fromZeros: freshB },
      });
    },
  },
};
