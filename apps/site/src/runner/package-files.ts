import { fileURLToPath } from "node:url";
import type { GeneratedFiles } from "../build/generated-files.ts";
import { moduleText } from "./module-text.ts";

/** The packages that requests bring to the runner, each as one module beside `runner.html`. */
export function packageFiles(): GeneratedFiles {
  const file = (address: string) => () => moduleText(fileURLToPath(address));
  return {
    "runner/activations.js": file(import.meta.resolve("@vanishing/activations")),
    "runner/initializers.js": file(import.meta.resolve("@vanishing/initializers")),
    "runner/normalization.js": file(import.meta.resolve("@vanishing/normalization")),
    "runner/experiments.js": file(import.meta.resolve("@vanishing/experiments")),
    "runner/recurrent.js": file(import.meta.resolve("@vanishing/recurrent")),
  };
}
