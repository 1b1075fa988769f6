/**
 * term(0) + term(1) + … + term(count − 1) in float64, in one stated order, so that every machine gets the same bits: term e
 * is added to lane e mod 4, and the result is (lane 0 + lane 1) + (lane 2 + lane 3). Four sums side by side are also
 * what a processor does faster than one long chain.
 *
 * Float64, because a float32 sum stops growing after 2²⁴ equal terms. The sum of no terms is 0.
 */
export function sumInLanes(count: number, term: (place: number) => number): number {
  let [lane0, lane1, lane2, lane3] = [0, 0, 0, 0];
  const whole = count - (count % 4);
  for (let place = 0; place < whole; place += 4) {
    lane0 += term(place);
    lane1 += term(place + 1);
    lane2 += term(place + 2);
    lane3 += term(place + 3);
  }
  if (whole < count) lane0 += term(whole);
  if (whole + 1 < count) lane1 += term(whole + 1);
  if (whole + 2 < count) lane2 += term(whole + 2);
  return lane0 + lane1 + (lane2 + lane3);
}
