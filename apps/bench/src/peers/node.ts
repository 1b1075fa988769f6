// `node apps/bench/src/peers/node.ts ROUNDS`: measures the peers in Node. The last line that it prints is a `Comparison` as JSON.
import { modules } from "../../peers/modules.js";
import { compare } from "./run.ts";
import { pinnedVersions } from "./versions.ts";

const rounds = Number(process.argv[2]);
if (!(Number.isInteger(rounds) && rounds >= 1)) {
  console.error("node.ts takes the number of rounds, at least 1.");
  process.exit(2);
}
const say = (progress: string) => console.error(`… Node: ${progress}`);
console.log(`\n${JSON.stringify(await compare({ modules, versions: pinnedVersions(), rounds, say }))}`);
