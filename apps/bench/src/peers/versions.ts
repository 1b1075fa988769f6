import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder where the peers are installed. */
export const peersFolder: string = join(import.meta.dirname, "../../peers");

/** The versions that the peers' own manifest pins, by the name of the package. */
export function pinnedVersions(): Record<string, string> {
  const manifest: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(peersFolder, "package.json"), "utf8"),
  );
  return manifest.dependencies;
}
