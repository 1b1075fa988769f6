import { useKernels } from "../kernel-set.ts";

// Named by vitest.config.ts: every tape of a suite that runs after this is made of plain loops.
useKernels("plain");
