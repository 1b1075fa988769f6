import type { Matrix } from "@vanishing/core";
import type { Problem, RecurrentProblem } from "../workloads/problem.ts";
import { columnsOf, sideBySide, transposed } from "./nested-rows.ts";

/** A model as onnx.proto describes it, with the fields that a forward pass needs. */
export interface OnnxModel {
  irVersion: number;
  opsetImport: { domain: string; version: number }[];
  graph: {
    name: string;
    node: OnnxNode[];
    initializer: OnnxTensor[];
    input: OnnxValue[];
    output: OnnxValue[];
  };
}

interface OnnxNode {
  opType: string;
  input: string[];
  output: string[];
  attribute?: { name: string; type: number; i: number }[];
}

interface OnnxTensor {
  name: string;
  dims: number[];
  dataType: number;
  rawData: Uint8Array;
}

interface OnnxValue {
  name: string;
  type: { tensorType: { elemType: number; shape: { dim: { dimValue: number }[] } } };
}

/** Numbers of onnx.proto. */
const [float, int64, integerAttribute] = [1, 7, 2];

/** The part of onnx.proto that {@link OnnxModel} uses, for protobuf.js. Source: onnx/onnx.proto of ONNX 1.15. */
export const onnxSchema = {
  nested: {
    ModelProto: {
      fields: {
        irVersion: { type: "int64", id: 1 },
        opsetImport: { rule: "repeated", type: "OperatorSetIdProto", id: 8 },
        graph: { type: "GraphProto", id: 7 },
      },
    },
    OperatorSetIdProto: { fields: { domain: { type: "string", id: 1 }, version: { type: "int64", id: 2 } } },
    GraphProto: {
      fields: {
        node: { rule: "repeated", type: "NodeProto", id: 1 },
        name: { type: "string", id: 2 },
        initializer: { rule: "repeated", type: "TensorProto", id: 5 },
        input: { rule: "repeated", type: "ValueInfoProto", id: 11 },
        output: { rule: "repeated", type: "ValueInfoProto", id: 12 },
      },
    },
    NodeProto: {
      fields: {
        input: { rule: "repeated", type: "string", id: 1 },
        output: { rule: "repeated", type: "string", id: 2 },
        opType: { type: "string", id: 4 },
        attribute: { rule: "repeated", type: "AttributeProto", id: 5 },
      },
    },
    AttributeProto: {
      fields: {
        name: { type: "string", id: 1 },
        i: { type: "int64", id: 3 },
        type: { type: "int32", id: 20 },
      },
    },
    TensorProto: {
      fields: {
        dims: { rule: "repeated", type: "int64", id: 1 },
        dataType: { type: "int32", id: 2 },
        name: { type: "string", id: 8 },
        rawData: { type: "bytes", id: 9 },
      },
    },
    ValueInfoProto: { fields: { name: { type: "string", id: 1 }, type: { type: "TypeProto", id: 2 } } },
    TypeProto: { fields: { tensorType: { type: "TensorTypeProto", id: 1 } } },
    TensorTypeProto: {
      fields: { elemType: { type: "int32", id: 1 }, shape: { type: "TensorShapeProto", id: 2 } },
    },
    TensorShapeProto: { fields: { dim: { rule: "repeated", type: "DimensionProto", id: 1 } } },
    DimensionProto: { fields: { dimValue: { type: "int64", id: 1 } } },
  },
} as const;

/** The forward pass of a problem, from the input `x` to the outputs that {@link onnxOutputs} names. */
export function onnxModel(problem: Problem): OnnxModel {
  const graph = graphOf(problem);
  return {
    irVersion: 9,
    opsetImport: [{ domain: "", version: 20 }],
    graph: {
      name: "forward",
      ...graph,
      input: [value("x", onnxInputShape(problem))],
      output: onnxOutputs(problem).map((name) => value(name, outputShape(problem))),
    },
  };
}

/** The shape of the input `x`. */
export function onnxInputShape(problem: Problem): number[] {
  if (problem.kind !== "recurrent") return [problem.inputs.rows, problem.inputs.columns];
  return [problem.inputs.length, problem.targets.rows, problem.ofInput.weight.rows];
}

/** The names of the outputs, in the order of `forwardOnTape`. */
export function onnxOutputs(problem: Problem): string[] {
  return problem.kind === "elementwise" ? ["gelu", "tanh", "sigmoid"] : ["output"];
}

function outputShape(problem: Problem): number[] {
  const { rows, columns } = problem.kind === "elementwise" ? problem.inputs : problem.targets;
  return [rows, columns];
}

type Graph = Pick<OnnxModel["graph"], "node" | "initializer">;

function graphOf(problem: Problem): Graph {
  switch (problem.kind) {
    case "dense": {
      const last = problem.layers.length - 1;
      const functions = { sigmoid: "Sigmoid", tanh: "Tanh", relu: "Relu" };
      const node = problem.layers.flatMap(({ activation }, index) => {
        const [from, to] = [index === 0 ? "x" : `h${index - 1}`, index === last ? "output" : `h${index}`];
        const gemm = (output: string) => ({
          opType: "Gemm",
          input: [from, `w${index}`, `b${index}`],
          output: [output],
        });
        if (activation === undefined) return [gemm(to)];
        return [gemm(`z${index}`), { opType: functions[activation], input: [`z${index}`], output: [to] }];
      });
      const initializer = problem.layers.flatMap(({ weight, bias }, index) => [
        floats(`w${index}`, [weight.rows, weight.columns], weight),
        floats(`b${index}`, [bias.columns], bias),
      ]);
      return { node, initializer };
    }
    case "recurrent":
      return lstm(problem);
    case "elementwise": {
      const functions = { gelu: "Gelu", tanh: "Tanh", sigmoid: "Sigmoid" };
      return {
        node: Object.entries(functions).map(([name, opType]) => ({ opType, input: ["x"], output: [name] })),
        initializer: [],
      };
    }
  }
}

/** The operation LSTM has a row of its weights for each unit, and its gates as i, o, f, g. */
function lstm({ ofInput, ofState, readout }: RecurrentProblem): Graph {
  const hidden = ofState.rows;
  const inItsOrder = (gates: Matrix) =>
    sideBySide([0, 3, 1, 2].map((gate) => columnsOf(gates, gate * hidden, (gate + 1) * hidden)));
  const bias = inItsOrder(ofInput.bias);
  const biases = { rows: 1, columns: 8 * hidden, data: new Float32Array(8 * hidden) };
  biases.data.set(bias.data);
  return {
    node: [
      {
        opType: "LSTM",
        input: ["x", "w", "u", "b"],
        output: ["", "h"],
        attribute: [{ name: "hidden_size", type: integerAttribute, i: hidden }],
      },
      { opType: "Squeeze", input: ["h", "first"], output: ["last"] },
      { opType: "Gemm", input: ["last", "v", "d"], output: ["output"] },
    ],
    initializer: [
      floats("w", [1, 4 * hidden, ofInput.weight.rows], transposed(inItsOrder(ofInput.weight))),
      floats("u", [1, 4 * hidden, hidden], transposed(inItsOrder(ofState))),
      floats("b", [1, 8 * hidden], biases),
      { name: "first", dims: [1], dataType: int64, rawData: new Uint8Array(8) },
      floats("v", [hidden, 1], readout.weight),
      floats("d", [1], readout.bias),
    ],
  };
}

/** Entries as bytes. Both ONNX and every machine that runs this have the lowest byte first. */
function floats(name: string, dims: number[], { data }: Matrix): OnnxTensor {
  return { name, dims, dataType: float, rawData: new Uint8Array(new Float32Array(data).buffer) };
}

function value(name: string, shape: number[]): OnnxValue {
  const dim = shape.map((dimValue) => ({ dimValue }));
  return { name, type: { tensorType: { elemType: float, shape: { dim } } } };
}
