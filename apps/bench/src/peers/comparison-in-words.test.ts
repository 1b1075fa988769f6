import { expect, test } from "vitest";
import { comparisonInWords } from "./comparison-in-words.ts";

const result = (contender: string, rest: object, workload = "moons") => ({ contender, workload, ...rest });

test("times, ratios by round, reasons and the best peer", () => {
  const text = comparisonInWords({
    columns: [
      { workload: "moons", head: "W1" },
      { workload: "deep", head: "W2" },
    ],
    contenders: [
      { name: "ours" },
      { name: "limit" },
      { name: "fast", version: "1.2.3", note: "one thread" },
      { name: "slow", version: "4.5.6" },
      { name: "elsewhere", version: "7.8.9" },
    ],
    results: [
      result("ours", { times: [2, 2, 4] }),
      result("limit", { times: [1, 1, 2] }),
      result("fast", { times: [1, 3, 1], note: "no norms" }),
      result("slow", { times: [7000] }),
      result("ours", { times: [10, 10] }, "deep"),
      result("limit", { refused: "its loss is 3" }, "deep"),
      result("fast", { cannot: "it has no tanh" }, "deep"),
      result("slow", { cannot: "it has no tanh" }, "deep"),
    ],
  });
  expect(text).toBe(`\
| milliseconds a step | how | W1 | W2 |
| --- | ---: | ---: | ---: |
| ours |  | 2.00 (2.00 – 3.00) | 10 (10 – 10) |
| limit |  | 1.00 (1.00 – 1.50) | not timed <sup>a</sup> |
| fast, 1.2.3 | one thread | 1.00 (1.00 – 2.00) <sup>b</sup> | – <sup>c</sup> |
| slow, 4.5.6 |  | 7000 once | – <sup>c</sup> |

<sup>a</sup> Not timed: its loss is 3.  
<sup>b</sup> No norms.  
<sup>c</sup> It has no tanh.

| times as long as ours | W1 | W2 |
| --- | ---: | ---: |
| limit | 0.50 | – |
| fast | 0.50 | – |
| slow | 3500.00 | – |
| **ours ÷ the best peer** | 2.00 | – |
| the best peer | fast | – |`);
});
