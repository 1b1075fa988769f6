import { defineConfig, mergeConfig } from "vitest/config";
import shared from "../vitest.config.ts";

// Every suite twice: its verdict does not depend on which kernels compute it.
export default mergeConfig(
  shared,
  defineConfig({
    test: {
      projects: [
        { extends: true, test: { name: "simd kernels" } },
        { extends: true, test: { name: "plain kernels", setupFiles: ["./use-plain-kernels.ts"] } },
      ],
    },
  }),
);
