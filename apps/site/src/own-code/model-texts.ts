import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import type { GeneratedFiles } from "../build/generated-files.ts";

/** Where the figures' models lie. */
const folder = fileURLToPath(new URL(".", import.meta.resolve("@vanishing/figures/warm-up")));
const ending = "-own-code.ts";

/**
 * The models of figures that can run on a learner's own functions, each as one module with all that it imports but the course's packages:
 * the runner has those. They are texts and no scripts of the page, which never evaluates what a learner has written.
 */
export function modelTexts(): GeneratedFiles {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length));
  return Object.fromEntries(names.map((name) => [`own-code/${name}.js`, () => modelText(name)]));
}

async function modelText(name: string): Promise<string> {
  const [output] = (await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      rolldownOptions: { external: /^@vanishing\// },
      lib: { entry: `${folder}${name}${ending}`, formats: ["es"] },
    },
  })) as Rolldown.RolldownOutput[];
  const code = output?.output[0].code;
  if (code === undefined) throw new Error(`${name}${ending} was bundled to nothing.`);
  return code;
}
