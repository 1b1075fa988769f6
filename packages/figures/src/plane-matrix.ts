/** A 2 × 2 matrix, as rows. */
export type PlaneMatrix = readonly [readonly [number, number], readonly [number, number]];

export const planeIdentity: PlaneMatrix = [
  [1, 0],
  [0, 1],
];

/** a d − b c for [[a, b], [c, d]]. */
export function determinant([[a, b], [c, d]]: PlaneMatrix): number {
  return a * d - b * c;
}

/**
 * The largest singular value of [[a, b], [c, d]], ½ (√((a + d)² + (b − c)²) + √((a − d)² + (b + c)²)): the sum of a rotation's stretch and
 * a mirror's, which any 2 × 2 matrix splits into. Safe for entries whose squares over- or underflow.
 */
export function topStretch([[a, b], [c, d]]: PlaneMatrix): number {
  return (Math.hypot(a + d, b - c) + Math.hypot(a - d, b + c)) / 2;
}

/** The size of the larger eigenvalue, also where the two are complex: √|det| then. */
export function spectralRadius(m: PlaneMatrix): number {
  const half = (m[0][0] + m[1][1]) / 2;
  const discriminant = half * half - determinant(m);
  return discriminant < 0 ? Math.sqrt(determinant(m)) : Math.abs(half) + Math.sqrt(discriminant);
}

/** The direction of the row g M that is longest among all rows g of length 1, as an angle: an eigenvector of Mᵀ M. */
export function topDirection(m: PlaneMatrix): number {
  const largest = Math.max(...m.flat().map(Math.abs));
  if (largest === 0) return 0;
  const [a, b, c, d] = m.flat().map((entry) => entry / largest) as [number, number, number, number];
  return Math.atan2(2 * (a * b + c * d), a * a + c * c - b * b - d * d) / 2;
}

/** The row (x, y) times M. */
export function rowTimes([x, y]: readonly [number, number], [[a, b], [c, d]]: PlaneMatrix): [number, number] {
  return [x * a + y * c, x * b + y * d];
}
