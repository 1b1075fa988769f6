import { describe, expect, test } from "vitest";
import { advance, once } from "./series.ts";

function* counting(end: number) {
  for (let number = 1; number <= end; number++) yield number;
}
const wanted = () => true;

describe("advance", () => {
  test("gives the newest data, and says when there is no more", async () => {
    const series = counting(5);
    expect(await advance(series, 1, wanted)).toEqual({ data: 1, isEnd: false });
    expect(await advance(series, 3, wanted)).toEqual({ data: 4, isEnd: false });
    expect(await advance(series, 1000, wanted)).toEqual({ data: 5, isEnd: true });
    expect(await advance(series, 1, wanted)).toEqual({ data: undefined, isEnd: true });
  });

  test("stops when nobody wants it any more", async () => {
    let left = 3;
    const series = counting(Number.POSITIVE_INFINITY);
    expect(await advance(series, 1000, () => left-- > 0)).toEqual({ data: 3, isEnd: false });
  });

  test("lets others have a turn", async () => {
    let given = false;
    setTimeout(() => {
      given = true;
    });
    await advance(counting(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY, () => !given);
    expect(given).toBe(true);
  });
});

test("a function is a series of one", async () => {
  const series = once((x: number) => x * x)(7);
  expect(await advance(series, 1, wanted)).toEqual({ data: 49, isEnd: false });
  expect(await advance(series, 1, wanted)).toEqual({ data: undefined, isEnd: true });
});
