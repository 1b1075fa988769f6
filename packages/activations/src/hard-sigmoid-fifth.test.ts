import { expect, test } from "vitest";
import { hardSigmoidFifth } from "./hard-sigmoid-fifth.ts";
import { hardSigmoidSixth } from "./hard-sigmoid-sixth.ts";

test("the hard sigmoid of slope 0.2 at x is that of slope 1/6 at 1.2x", () => {
  for (const x of [-5, -2.5, -1.25, 0, 1.25, 2.5, 5]) {
    expect(hardSigmoidFifth.value(x)).toBeCloseTo(hardSigmoidSixth.value(1.2 * x), 15);
  }
});
