// Whole layers: the kernels that follow one another in each, in one call. A call from outside costs as much as some hundred entries.
import { mapWithSlopes } from "./entrywise";
import { addProduct } from "./product";
import { addEntrywiseProduct, addScaledToRow } from "./sums";

/** Z = X·W + 1·b, T = f(Z) and S = f′(Z). */
export function layer(
  x: usize,
  w: usize,
  bias: usize,
  f: i32,
  z: usize,
  target: usize,
  slopes: usize,
  rows: i32,
  columns: i32,
  inner: i32,
  scratch: usize,
): void {
  addProduct(x, false, w, false, z, rows, columns, inner, true, bias, scratch);
  mapWithSlopes(f, z, target, slopes, rows * columns);
}

/** D = G ⊙ S, and what X, W and b receive from it, each where its address is not 0. G is (rows, columns), W is (inner, columns). */
export function addLayerGradients(
  x: usize,
  w: usize,
  slopes: usize,
  gradient: usize,
  ofZ: usize,
  ofX: usize,
  xFromZeros: bool,
  ofW: usize,
  wFromZeros: bool,
  ofB: usize,
  bFromZeros: bool,
  rows: i32,
  columns: i32,
  inner: i32,
  scratch: usize,
): void {
  addEntrywiseProduct(gradient, slopes, ofZ, rows * columns, true);
  if (ofX != 0) addProduct(ofZ, false, w, true, ofX, rows, inner, columns, xFromZeros, 0, scratch);
  if (ofW != 0) addProduct(x, true, ofZ, false, ofW, inner, columns, rows, wFromZeros, 0, scratch);
  if (ofB != 0) addScaledToRow(ofZ, 1, ofB, rows, columns, bFromZeros);
}
