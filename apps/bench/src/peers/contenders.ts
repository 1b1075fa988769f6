import { type Brain, brain } from "./brain.ts";
import type { Contender } from "./contender.ts";
import { type ConvNet, convNet } from "./convnet.ts";
import { forwardOnTape } from "./forward-on-tape.ts";
import { type Jax, jax } from "./jax.ts";
import { type JsPytorch, jsPytorch } from "./js-pytorch.ts";
import { limit } from "./limit.ts";
import { type MathJs, mathJs } from "./mathjs.ts";
import { type MlMatrix, mlMatrix } from "./ml-matrix.ts";
import { type OnnxRuntime, onnxRuntime, type Protobuf } from "./onnx-runtime.ts";
import { ours, oursPlain } from "./ours.ts";
import { type TensorFlow, tensorFlow } from "./tensorflow.ts";
import { type ToyGrad, toyGrad } from "./toygrad.ts";

/** How the peers are loaded; `peers/modules.js` does it. */
export type Modules = Readonly<Record<string, () => Promise<unknown>>>;

/** Versions by the name of the package. */
export type Versions = Readonly<Record<string, string>>;

/** A contender that could not be loaded, with the reason. */
export interface NotLoaded {
  readonly name: string;
  readonly version: string;
  readonly reason: string;
}

/** Who takes part: ours before the peers, and each in the order of the table. */
export interface Field {
  readonly training: readonly Contender[];
  readonly forward: readonly Contender[];
  readonly notLoaded: readonly NotLoaded[];
}

/** Where a page finds the files of WebAssembly that some peers fetch; in Node they find their own. */
export interface WasmFolder {
  readonly wasmFolder?: string;
}

/** Loads every peer. One that does not load is listed with its reason, and keeps nobody from taking part. */
export async function contenders(
  modules: Modules,
  versions: Versions,
  { wasmFolder }: WasmFolder = {},
): Promise<Field> {
  const training: Contender[] = [ours, oursPlain, limit];
  const forward: Contender[] = [forwardOnTape];
  const notLoaded: NotLoaded[] = [];
  const load = async (name: string, packageName: string, add: (version: string) => Promise<void>) => {
    const version = versions[packageName] ?? "unknown";
    try {
      await add(version);
    } catch (error) {
      notLoaded.push({ name, version, reason: (error as Error).message });
    }
  };
  const peer = <M>(name: string) => modules[name]?.() as Promise<M>;

  await load("TensorFlow.js", "@tensorflow/tfjs", async (version) => {
    const { tf, wasm } = await peer<{
      tf: TensorFlow;
      wasm: { setWasmPaths(folder: string): void };
    }>("tensorFlow");
    if (wasmFolder !== undefined) wasm.setWasmPaths(wasmFolder);
    training.push(tensorFlow(tf, "wasm", version), tensorFlow(tf, "cpu", version));
  });
  await load("jax-js", "@jax-js/jax", async (version) => {
    const library = await peer<Jax>("jax");
    training.push(jax(library, "jit", version), jax(library, "eager", version));
  });
  await load("JS-PyTorch", "js-pytorch", async (version) => {
    training.push(jsPytorch(await peer<JsPytorch>("jsPytorch"), version));
  });
  await load("brain.js", "brain.js", async (version) => {
    training.push(brain(await peer<Brain>("brain"), version));
  });
  await load("ConvNetJS", "convnetjs", async (version) => {
    training.push(convNet(await peer<ConvNet>("convnet"), version));
  });
  await load("toygrad", "toygrad", async (version) => {
    training.push(toyGrad(await peer<ToyGrad>("toygrad"), version));
  });
  await load("ml-matrix", "ml-matrix", async (version) => {
    training.push(mlMatrix(await peer<MlMatrix>("mlMatrix"), version));
  });
  await load("mathjs", "mathjs", async (version) => {
    training.push(mathJs(await peer<MathJs>("mathjs"), version));
  });
  await load("ONNX Runtime Web", "onnxruntime-web", async (version) => {
    const ort = await peer<OnnxRuntime>("onnxRuntime");
    if (wasmFolder !== undefined) ort.env.wasm.wasmPaths = wasmFolder;
    forward.push(onnxRuntime(ort, await peer<Protobuf>("protobuf"), version));
  });
  return { training, forward, notLoaded };
}
