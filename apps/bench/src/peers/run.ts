import { workloads } from "../workloads/index.ts";
import type { Problem } from "../workloads/problem.ts";
import type { Attempt } from "./contender.ts";
import { contenders, type Modules, type Versions, type WasmFolder } from "./contenders.ts";
import { forwardOnTape } from "./forward-on-tape.ts";
import { measure, type Result } from "./measure.ts";
import { attempt } from "./ours.ts";

/** What a program or a page that measures the peers hands back. */
export interface Comparison {
  readonly contenders: readonly {
    readonly name: string;
    readonly version?: string;
    readonly note?: string;
  }[];
  readonly notLoaded: readonly { readonly name: string; readonly version: string; readonly reason: string }[];
  /** A whole step of training. */
  readonly training: readonly Result[];
  /** The forward pass alone. */
  readonly forward: readonly Result[];
}

export interface RunOptions extends WasmFolder {
  readonly modules: Modules;
  readonly versions: Versions;
  readonly rounds: number;
  say(progress: string): void;
}

/** Loads all peers and measures them in all workloads, workload after workload. */
export async function compare({ modules, versions, rounds, say, ...wasm }: RunOptions): Promise<Comparison> {
  const field = await contenders(modules, versions, wasm);
  const training: Result[] = [];
  const forward: Result[] = [];
  for (const workload of workloads) {
    training.push(
      ...(await measure(workload, field.training, { rounds, say, reference: (problem) => attempt(problem) })),
    );
  }
  // Afterwards, because ONNX Runtime gives Node a global Worker, by which jax-js then believes that it may start some.
  const reference = (problem: Problem) => forwardOnTape.start(problem) as Attempt;
  for (const workload of workloads) {
    forward.push(...(await measure(workload, field.forward, { rounds, say, reference })));
  }
  const listed = [...field.training, ...field.forward.filter(({ version }) => version !== undefined)];
  return {
    contenders: listed.map(({ name, version, note }) => ({
      name,
      ...(version !== undefined && { version }),
      ...(note !== undefined && { note }),
    })),
    notLoaded: field.notLoaded,
    training,
    forward,
  };
}
