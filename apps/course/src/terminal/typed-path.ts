import path from "node:path";

/** The file that a word on the command line names, seen from where the learner typed it: pnpm runs a script in the course's folder. */
export function typedPath(word: string, environment: NodeJS.ProcessEnv = process.env): string {
  // The variable is inherited, so it says where this command was typed only when pnpm has started this very script.
  const typedIn = environment.npm_lifecycle_event === "course" ? environment.INIT_CWD : undefined;
  return path.resolve(typedIn ?? process.cwd(), word);
}
