import { expect, test } from "vitest";
import { exactly } from "./sixty-four-digits.ts";

test("exactly keeps every bit of a float64, where mathjs would read its shortest decimal", () => {
  expect(exactly(0.1).toString()).toBe("0.1000000000000000055511151231257827021181583404541015625");
  expect(exactly(-0.5).toString()).toBe("-0.5");
  expect(exactly(0).toString()).toBe("0");
  expect(exactly(2 ** 60).toString()).toBe((2n ** 60n).toString());
});

test.each([Number.MIN_VALUE, 2 ** -1022, 1 / 3, -Math.PI, 1e22, Number.MAX_VALUE])(
  "exactly(%d) rounds back to the same float64",
  (x) => {
    expect(exactly(x).toNumber()).toBe(x);
  },
);

test.each([Infinity, -Infinity, Number.NaN])("exactly(%d) is refused", (x) => {
  expect(() => exactly(x)).toThrow("finite");
});
