import { expect, test } from "vitest";
import { inLanes } from "./in-lanes.ts";

test("works on as many at once as there are lanes, and keeps the order", async () => {
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const results = Array.fromAsync(
    inLanes([0, 1, 2, 3], 2, (item) => {
      begun.push(item);
      return new Promise<string>((resolve) => {
        ends[item] = () => resolve(`result ${item}`);
      });
    }),
  );
  await expect.poll(() => begun).toEqual([0, 1]);
  ends[1]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2]);
  ends[2]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
  ends[3]?.();
  ends[0]?.();
  expect(await results).toEqual(["result 0", "result 1", "result 2", "result 3"]);
});

test("tells a failure when its turn comes", async () => {
  const results = inLanes(["fine", "broken"], 2, async (item) => {
    if (item === "broken") throw new Error("it broke");
    return item;
  });
  expect((await results.next()).value).toBe("fine");
  await expect(results.next()).rejects.toThrow("it broke");
});
