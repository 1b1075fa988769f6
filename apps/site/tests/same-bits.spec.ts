import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { addBundle, bundle } from "./support/bundle.ts";

const bench = fileURLToPath(new URL("../../bench/src/", import.meta.url));

// Minutes, where the machine is busy with the other tests too.
test.setTimeout(900_000);

// The two engines are one family. What holds them together is that core calls nothing whose last digit is left to them, which
// a test of core sees to; a slip of this test would be a slip of that one.
for (const [name, steps] of [
  ["moons", 200],
  ["deep", 200],
] as const) {
  test(`${steps} steps of the workload ${name} give the same weights in Node and in Chromium, to the last bit`, async ({
    page,
  }) => {
    await addBundle(page, await bundle(`${bench}trained-weights.ts`));
    const [inNode, inChromium] = await Promise.all([
      promisify(execFile)(process.execPath, [`${bench}train.ts`, name, `${steps}`]),
      page.evaluate(([name, steps]) => bundled.trainedWeights(name, steps), [name, steps] as const),
    ]);
    expect(inNode.stdout.trim()).toMatch(/^[0-9a-f]{8}$/);
    expect(inChromium).toBe(inNode.stdout.trim());
  });
}

/** What the bundle puts into the page. */
declare const bundled: { trainedWeights(name: string, steps: number): string };
