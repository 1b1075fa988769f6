import { modules } from "../../peers/modules.js";
import type { Versions } from "./contenders.ts";
import { type Comparison, compare } from "./run.ts";

/** Measures the peers in a page. The files of WebAssembly stand beside the page. */
export function measureInPage(versions: Versions, rounds: number): Promise<Comparison> {
  const say = (progress: string) => console.info(progress);
  return compare({ modules, versions, rounds, say, wasmFolder: new URL("./", location.href).href });
}
