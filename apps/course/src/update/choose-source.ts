import { existsSync } from "node:fs";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { UsageError } from "../terminal/run-command.ts";
import { typedPath } from "../terminal/typed-path.ts";
import { courseCheckout } from "./checkout.ts";
import { GitMissing, gitOutput } from "./git.ts";

/** Where an update comes from: a git remote, by its name, or a file or folder, by its path. */
export type Source =
  | { readonly kind: "remote"; readonly name: string }
  | { readonly kind: "path"; readonly path: string };

/**
 * Finds out what a learner's word for a source means. Without a word it is the remote `upstream`, else `origin`.
 *
 * @throws UsageError for a word that is neither a remote nor a path
 * @throws where there is no word and no remote, with how to name an archive
 */
export async function chooseSource(word: string | undefined): Promise<Source> {
  const checkout = await courseCheckout();
  const remotes = checkout === "own" ? (await gitOutput("remote")).split(/\r?\n/).filter(Boolean) : [];
  if (word === undefined) {
    const name = ["upstream", "origin"].find((usual) => remotes.includes(usual));
    if (name !== undefined) return { kind: "remote", name };
    throw checkout === "no git" ? withoutGit() : new Error(withoutRemote(checkout === "own"));
  }
  if (remotes.includes(word)) return { kind: "remote", name: word };
  const file = typedPath(word);
  if (word !== "" && existsSync(file)) return { kind: "path", path: file };
  throw new UsageError(unknownSource(word, remotes));
}

function withoutRemote(isCheckout: boolean): string {
  const what = isCheckout
    ? "This course's git repository has no remote upstream or origin. Add one (git remote add upstream ADDRESS), or"
    : "This course is not a git clone, so it does not know where a newer version is.";
  return `${what}${isCheckout ? " download" : " Download"} the newest version as an archive (on GitHub: Code, then Download ZIP) and name it:\n\n  ${pnpmCommand()} course update --from vanishing-point-main.zip`;
}

function withoutGit(): Error {
  return new Error(`${new GitMissing().message}\n${withoutRemote(false)}`);
}

function unknownSource(word: string, remotes: readonly string[]): string {
  const shown = JSON.stringify(word.length > 200 ? `${word.slice(0, 200)}…` : word);
  const known = remotes.length > 0 ? ` The remotes are: ${remotes.join(", ")}.` : "";
  const asRemote = /^[a-z+]+:\/\/|^[^/\\]+@[^/\\]+:/i.test(word)
    ? " For an address, add a remote first (git remote add upstream ADDRESS), then update without --from."
    : "";
  return `There is no git remote, file or folder ${shown}.${known}${asRemote}`;
}
