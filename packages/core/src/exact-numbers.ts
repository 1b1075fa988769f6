import { all, type BigNumber, create } from "mathjs";

/** For the tests: mathjs with numbers of 64 digits. */
export const mathematics = create(all ?? {}, { number: "BigNumber", precision: 64 });

/** For the tests: a float64 as such a number, exactly. mathjs itself would take the shortest decimal that rounds to it. */
export function exactly(x: number): BigNumber {
  let [whole, halvings] = [x, 0];
  for (; !Number.isInteger(whole); halvings++) whole *= 2;
  return mathematics.bignumber(BigInt(whole).toString()).div(mathematics.bignumber(2).pow(halvings));
}

/** For the tests: |value − exact| in units in the last place of the exact number, rounded to float64. 0 where they are the same. */
export function unitsOff(value: number, exact: BigNumber): number {
  const rounded = exact.toNumber();
  if (Object.is(value, rounded)) return 0;
  const unit = nextUp(Math.abs(rounded)) - Math.abs(rounded);
  return exactly(value).minus(exact).abs().div(exactly(unit)).toNumber();
}

/** The next larger float64, for x ≥ 0. */
function nextUp(x: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  view.setBigUint64(0, view.getBigUint64(0) + 1n);
  return view.getFloat64(0);
}
