import type { Kernels, LayerGradients } from "./kernels.ts";
import type { Matrix } from "./matrix.ts";

/** The kernels that a whole layer is made of. */
type Parts = Pick<
  Kernels,
  "addProduct" | "affine" | "addScaled" | "addEntrywiseProduct" | "map" | "mapWithSlopes"
>;

/**
 * The shape of what a layer with an `(m, n)` result keeps: three rows, for Z, for f′(Z), and for the gradient of Z on the way back. A row is
 * a multiple of four entries, which is what compiled kernels write at a time.
 */
export function shapeKeptByLayer(rows: number, columns: number): readonly [number, number] {
  return [3, 4 * Math.ceil((rows * columns) / 4)];
}

/** Z = X·W + 1·b, of which a layer's result is f(Z), in the shape of that result. */
export function preActivationIn(kept: Matrix, like: Matrix): Matrix {
  return rowAs(kept, 0, like);
}

/** f′(Z), in the shape of a layer's result. */
export function slopesIn(kept: Matrix, like: Matrix): Matrix {
  return rowAs(kept, 1, like);
}

export type LayerKernels = Pick<Kernels, "layer" | "addLayerGradients">;

/** A whole layer, made of kernels for its parts. */
export function layerKernels(parts: Parts): LayerKernels {
  return {
    layer(x, w, b, f, target, kept) {
      if (kept === undefined) {
        parts.affine(x, w, b, target);
        parts.map(target, f, target);
        return;
      }
      const z = preActivationIn(kept, target);
      parts.affine(x, w, b, z);
      parts.mapWithSlopes(z, f, target, slopesIn(kept, target));
    },

    addLayerGradients({ x, w, kept, gradient, toX, toW, toB }: LayerGradients) {
      const ofZ = rowAs(kept, 2, gradient);
      parts.addEntrywiseProduct(gradient, slopesIn(kept, gradient), ofZ, true);
      if (toX.target) parts.addProduct(ofZ, false, w, true, toX.target, toX.fromZeros);
      if (toW.target) parts.addProduct(x, true, ofZ, false, toW.target, toW.fromZeros);
      if (toB.target) parts.addScaled(ofZ, 1, toB.target, toB.fromZeros);
    },
  };
}

function rowAs(kept: Matrix, row: number, { rows, columns }: Matrix): Matrix {
  const start = row * kept.columns;
  return { rows, columns, data: kept.data.subarray(start, start + rows * columns) };
}
