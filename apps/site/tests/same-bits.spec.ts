import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { addBundle, bundle } from "./support/bundle.ts";

const bench = fileURLToPath(new URL("../../bench/src/", import.meta.url));

// Minutes, where the machine is busy with the other tests too.
test.setTimeout(900_000);

// The two engines are one family. What holds them together is that core calls nothing whose last digit is left to them, which
// a test of core sees to; a slip of this test would be a slip of that one.
for (const [name, steps, stepsOnPlainKernels] of [
  ["moons", 200, 200],
  ["deep", 200, 10],
  ["lstm", 200, 10],
] as const) {
  test(`${steps} steps of the workload ${name} give the same weights in Node and in Chromium, to the last bit`, async ({
    page,
  }) => {
    await addBundle(page, await bundle(`${bench}trained-weights.ts`));
    const [inNode, inChromium] = await inBoth(page, name, steps, "simd");
    expect(inNode).toMatch(/^[0-9a-f]{8}$/);
    expect(inChromium).toBe(inNode);
  });

  // The plain kernels take some twenty times as long, so they train for fewer steps where the network is large.
  test(`${stepsOnPlainKernels} steps of ${name} give the same weights on the plain kernels too`, async ({
    page,
  }) => {
    await addBundle(page, await bundle(`${bench}trained-weights.ts`));
    const plain = await inBoth(page, name, stepsOnPlainKernels, "plain");
    const simd = await inBoth(page, name, stepsOnPlainKernels, "simd");
    expect(plain).toEqual(simd);
  });
}

function inBoth(page: Page, name: string, steps: number, kernels: "simd" | "plain"): Promise<string[]> {
  return Promise.all([
    promisify(execFile)(process.execPath, [`${bench}train.ts`, name, `${steps}`, kernels]).then(
      ({ stdout }) => stdout.trim(),
    ),
    page.evaluate(([name, steps, kernels]) => bundled.trainedWeights(name, steps, kernels), [
      name,
      steps,
      kernels,
    ] as const),
  ]);
}

/** What the bundle puts into the page. */
declare const bundled: {
  trainedWeights(name: string, steps: number, kernels: "simd" | "plain"): string;
};
