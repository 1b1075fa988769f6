import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import shared from "../../../../vitest.config.ts";
import { mutatedPackages } from "./mutated-packages.ts";

const slowest = Object.values(mutatedPackages).flatMap((each) => each.slowest);

// Stryker stops at the first test that fails: what a quick suite finds need not wait for a slow one.
class SlowestLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      slowest.findIndex((file) => moduleId.endsWith(`/${file}`));
    return [...files].sort((a, b) => place(a) - place(b));
  }
}

/** How Stryker runs a package's tests: as the root's configuration does, and as fast as it goes. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    exclude: [
      ...(shared.test?.exclude ?? []),
      // Runs the examples in processes of their own, where no mutant is switched on: it can find none.
      "src/readme.test.ts",
      // Reads the sources as text, where every mutant of a file stands beside what it replaces.
      "src/same-bits.test.ts",
      // Counts every byte, which needs a process of its own: what other suites leave behind would pass for a mistake noticed.
      "src/memory.test.ts",
    ],
    // Each mutant has a new thread. A thread for each test file as well would load the packages again for every one.
    isolate: false,
    sequence: { sequencer: SlowestLast },
    reporters: [],
  },
});
