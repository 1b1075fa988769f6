type Matrix = readonly (readonly number[])[];

interface Layer {
  readonly weight: Matrix;
  readonly slopes: readonly number[];
}

function product(a: Matrix, b: Matrix): number[][] {
  const [columns, rows] = [a[0]?.length, b.length];
  if (columns !== rows) throw new RangeError(`product: A has ${columns} columns, and B has ${rows} rows`);
  return a.map((row) =>
    (b[0] ?? []).map((_, j) => row.reduce((sum, x, k) => sum + x * Number(b[k]?.[j]), 0)),
  );
}

export function layerJacobian({ weight, slopes }: Layer): number[][] {
  return slopes.map((slope, j) => weight.map((row) => slope * Number(row[j])));
}

export function jacobianChain(layers: readonly Layer[]): number[][] {
  return layers.map(layerJacobian).reduce((before, jacobian) => product(jacobian, before));
}

export function topSingularValue(matrix: Matrix): number {
  const columns = Array.from(matrix[0] ?? [], (_, j) => matrix.map((row) => Number(row[j])));
  // An irregular start: no matrix that anybody writes down has a top direction at a right angle to it.
  let v = columns.map((_, j) => [Math.cos(j + 1)]);
  let stretch = 0;
  for (let step = 0; step <= 50; step++) {
    const length = Math.hypot(...v.flat());
    if (length === 0) return 0;
    const image = product(
      matrix,
      v.map(([x]) => [Number(x) / length]),
    );
    stretch = Math.hypot(...image.flat());
    v = product(columns, image);
  }
  return stretch;
}
