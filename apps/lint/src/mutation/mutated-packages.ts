/** The packages whose tests are put to the test, by name. */
export const mutatedPackages: Readonly<Record<string, MutatedPackage>> = {
  activations: { slowest: ["src/activations.accuracy.test.ts"] },
  normalization: { slowest: ["src/residual-network.test.ts", "src/plain-network.test.ts"] },
  recurrent: { slowest: ["src/through-time.test.ts"] },
};

interface MutatedPackage {
  /** The suites that take seconds rather than milliseconds, in the order in which they run, after all others. */
  readonly slowest: readonly string[];
}
