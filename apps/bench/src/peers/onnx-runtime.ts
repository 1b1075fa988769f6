import type { Problem } from "../workloads/problem.ts";
import type { Contender } from "./contender.ts";
import { outputsBefore } from "./forward-on-tape.ts";
import { onnxInputShape, onnxModel, onnxOutputs, onnxSchema } from "./onnx-model.ts";

interface OnnxTensor {
  readonly data: Float32Array;
}

/** What is used of ONNX Runtime Web. */
export interface OnnxRuntime {
  env: { wasm: { numThreads?: number; wasmPaths?: string } };
  Tensor: new (type: "float32", data: Float32Array, dims: number[]) => OnnxTensor;
  InferenceSession: {
    create(
      model: Uint8Array,
      options: { executionProviders: string[] },
    ): Promise<{
      run(inputs: Record<string, OnnxTensor>): Promise<Record<string, OnnxTensor>>;
      release(): Promise<void>;
    }>;
  };
}

/** What is used of protobuf.js. */
export interface Protobuf {
  Root: {
    fromJSON(schema: object): {
      lookupType(name: string): { encode(message: object): { finish(): Uint8Array } };
    };
  };
}

/** ONNX Runtime Web in one thread, on the processor. It has no gradients: the forward pass alone. */
export function onnxRuntime(ort: OnnxRuntime, protobuf: Protobuf, version: string): Contender {
  return {
    name: "ONNX Runtime Web, wasm",
    version,
    note: "one thread",
    async start(problem) {
      ort.env.wasm.numThreads = 1;
      const type = protobuf.Root.fromJSON(onnxSchema).lookupType("ModelProto");
      const model = type.encode(onnxModel(problem)).finish();
      const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
      const input = new ort.Tensor("float32", inputOf(problem), onnxInputShape(problem));
      const names = onnxOutputs(problem);
      let outputs = outputsBefore(problem);
      return {
        async step() {
          const made = await session.run({ x: input });
          outputs = names.map((name) => (made[name] as OnnxTensor).data);
          return undefined;
        },
        results: () => outputs,
        stop: () => void session.release(),
      };
    },
  };
}

/** The input as one array: the points in time of a recurrent problem one after the other. */
function inputOf(problem: Problem): Float32Array {
  return Float32Array.from([problem.inputs].flat().flatMap(({ data }) => Array.from(data)));
}
