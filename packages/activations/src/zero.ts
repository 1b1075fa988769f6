/** 0, and NaN for NaN: f″ of a function of straight pieces, and f′ where it is flat. */
export function zero(x: number): number {
  return Number.isNaN(x) ? x : 0;
}
