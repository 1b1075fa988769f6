/**
 * The critical gain √(2 / (left² + right²)) of an activation with f(0) = 0 and the slopes `left` and `right` at 0, if at this gain the
 * length map takes every length to 0. There half of the units have either slope, so that a small gradient keeps its length.
 *
 * Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015), section 2.2, for the slopes a and 1.
 */
export function gainAtZero(left: number, right: number): number {
  return Math.sqrt(2 / (left * left + right * right));
}
