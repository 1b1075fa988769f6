import { spawnSync } from "node:child_process";

/**
 * A command line that runs a program where the system watches no files: in a user namespace of Linux whose allowance of watchers is
 * nothing, as on a machine where other programs have used them up. `undefined` where such a namespace cannot be made.
 */
export function withoutFileEvents(program: string, words: readonly string[]): [string, string[]] | undefined {
  if (!namespaceCanBeMade) return undefined;
  const script = 'echo 0 > /proc/sys/user/max_inotify_instances; exec "$@"';
  return ["unshare", ["--user", "--map-root-user", "sh", "-c", script, "sh", program, ...words]];
}

const namespaceCanBeMade =
  spawnSync("unshare", [
    "--user",
    "--map-root-user",
    "sh",
    "-c",
    "echo 0 > /proc/sys/user/max_inotify_instances",
  ]).status === 0;
