/**
 * How the learner can run pnpm again: by its name, or through npx where it was started that way, since then it may not be installed.
 */
export function pnpmCommand(environment: NodeJS.ProcessEnv = process.env): string {
  const searchPath = environment.PATH ?? environment.Path ?? "";
  return /[\\/]_npx[\\/]/.test(searchPath) ? "npx -y pnpm@12" : "pnpm";
}
