import { build, type Rolldown } from "vite";

/**
 * A file with all that it imports as one module, but for the course's packages: it is run in the runner, which has those or is brought them.
 * It is a text and no script of the page, which never evaluates what a learner has written.
 */
export async function moduleText(file: string): Promise<string> {
  const [output] = (await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      rolldownOptions: { external: /^@vanishing\// },
      lib: { entry: file, formats: ["es"] },
    },
  })) as Rolldown.RolldownOutput[];
  const code = output?.output[0].code;
  if (code === undefined) throw new Error(`${file} was bundled to nothing.`);
  return code;
}
