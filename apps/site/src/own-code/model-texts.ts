import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { GeneratedFiles } from "../build/generated-files.ts";
import { moduleText } from "../runner/module-text.ts";

/** Where the figures' models lie. */
const folder = fileURLToPath(new URL(".", import.meta.resolve("@vanishing/figures/warm-up")));
const ending = "-own-code.ts";

/** The models of figures that can run on a learner's own functions, each as one module. */
export function modelTexts(): GeneratedFiles {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
  return Object.fromEntries(
    names.map((name) => [`own-code/${name}.js`, () => moduleText(`${folder}${name}${ending}`)]),
  );
}
