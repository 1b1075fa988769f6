import {
  adam,
  addingProblem,
  checkCount,
  clipByGlobalNorm,
  copyTask,
  describeValue,
  failure,
  type Matrix,
  norm,
  type Random,
  random,
  randomLinear,
  Tape,
  type Tensor,
} from "@vanishing/core";
import {
  type Cell,
  gru,
  type LstmState,
  lstm,
  randomGruWeights,
  randomLstmWeights,
  randomRnnWeights,
  rnn,
  type State,
  unroll,
} from "@vanishing/recurrent";

/** What stays the same in every run: all cells have one budget. Weights are uniform on ±1/√hidden, as in PyTorch. */
export const memorySetUp = {
  hiddenSize: 16,
  batchSize: 32,
  learningRate: 0.02,
  /** The largest global norm of the gradients of a step. */
  clippedTo: 1,
  /** The least at which the gated cells learn the tasks of the lessons. */
  steps: { adding: 600, copy: 400 },
  /** In the copy task one symbol of these is to be remembered. */
  symbols: 4,
  /** Steps from one report to the next. */
  reportEvery: 10,
  /** Of the gate that keeps, before the first step. */
  keepBias: 3,
} as const;

/** The error of who remembers nothing: in the adding problem the variance of the sum, in the copy task the share of wrong symbols. */
export const errorOfGuessing = { adding: 1 / 6, copy: 1 - 1 / memorySetUp.symbols } as const;

export const memoryCells = ["rnn", "lstm", "gru"] as const;

export type MemoryTask = keyof typeof errorOfGuessing;
export type MemoryCell = (typeof memoryCells)[number];

/** What differs between runs. */
export interface MemorySettings {
  readonly task: MemoryTask;
  readonly cell: MemoryCell;
  /** In the adding problem the length of the sequence, in the copy task the steps from the symbol to the sign that asks for it. */
  readonly lag: number;
  /** Of the weights and of all sequences. */
  readonly seed: number;
  /** The bias of the gate that keeps, the forget gate of an LSTM or the update gate of a GRU, before the first step. Left out: 3. */
  readonly keepBias?: number;
  /** Which of the two resets a GRU has. Left out: after the product, as in PyTorch and Keras. */
  readonly reset?: "before" | "after";
  /** Left out: 600 in the adding problem, 400 in the copy task. */
  readonly steps?: number;
}

/** The network after some steps; at step 0 it is as it was drawn. */
export interface MemoryReport {
  readonly step: number;
  /**
   * On the batches since the last report, each measured before the network learns from it. So all sequences are new to it. In the adding problem
   * the mean squared error, in the copy task the share of wrong symbols.
   */
  readonly error: number;
  /** ‖∂L/∂x_t‖ for t = 1, …, T on the last batch, with L the loss at the end: what reaches the input that was read at step t. */
  readonly inputGradients: readonly number[];
}

/**
 * Trains an RNN, an LSTM or a GRU of 16 units to remember, each with the same budget: Adam, batches of 32 new sequences, gradients
 * clipped to the global norm 1. A linear layer makes the answer of the last hidden state. Yields the network before the first step,
 * and after every tenth. It computes in float32, and the same settings give the same bits everywhere.
 *
 * - `adding` is core's `addingProblem`, with the mean squared error as its loss.
 * - `copy` is core's `copyTask` with a word of one symbol. The loss is the cross-entropy of the last step alone, where the symbol
 *   is to be written, and not of the blanks before.
 *
 * @throws when the task or the cell is none of those, or lag, steps, seed or keepBias is out of its range.
 */
export function* memoryExperiment(settings: MemorySettings): Generator<MemoryReport, void> {
  const { task, lag } = settings;
  checkName("task", Object.keys(errorOfGuessing), task);
  const { steps = memorySetUp.steps[task] } = settings;
  checkName("cell", memoryCells, settings.cell);
  checkCount("memoryExperiment", "lag", lag, task === "adding" ? 2 : 1);
  checkCount("memoryExperiment", "steps", steps, 1);
  const draw = random(settings.seed);
  const { inputSize, outputSize, batchOf, lossOf, errorOf } = tasks[task];
  const network = networkOf(settings, draw, inputSize);
  const answer = randomLinear(draw, memorySetUp.hiddenSize, outputSize);
  const parameters = [...network.parameters(), ...answer.parameters()];
  const optimizer = adam({ learningRate: memorySetUp.learningRate });
  const tape = new Tape();

  let errors: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const batch = batchOf(lag, draw);
    const inputs = batch.inputs.map((input) => tape.parameter(input));
    const output = answer.forward(tape, network.read(tape, inputs));
    lossOf(output, batch.target).backward();
    errors.push(errorOf(output.value, batch.target));
    const report = (after: number): MemoryReport => ({
      step: after,
      error: mean(errors),
      inputGradients: inputs.map(({ gradient }) => (gradient ? norm(gradient) : 0)),
    });
    if (step === 1) yield report(0);
    optimizer.step(
      parameters.map(({ value }) => value),
      clipByGlobalNorm(
        parameters.map(({ gradient }) => gradient),
        memorySetUp.clippedTo,
      ),
    );
    if (step % memorySetUp.reportEvery === 0 || step === steps) {
      yield report(step);
      errors = [];
    }
    tape.reset();
  }
}

interface SequenceTask {
  readonly inputSize: number;
  readonly outputSize: number;
  readonly batchOf: (
    lag: number,
    draw: Random,
  ) => { readonly inputs: readonly Matrix[]; readonly target: Matrix };
  readonly lossOf: (output: Tensor, target: Matrix) => Tensor;
  readonly errorOf: (output: Matrix, target: Matrix) => number;
}

const tasks: Readonly<Record<MemoryTask, SequenceTask>> = {
  adding: {
    inputSize: 2,
    outputSize: 1,
    batchOf(lag, draw) {
      const { inputs, targets } = addingProblem({ examples: memorySetUp.batchSize, length: lag }, draw);
      return { inputs, target: targets };
    },
    lossOf: (output, target) => output.meanSquaredError(target),
    errorOf({ data }, target) {
      const differences = Array.from(data, (entry, at) => entry - (target.data[at] ?? Number.NaN));
      return mean(differences.map((difference) => difference * difference));
    },
  },
  copy: {
    inputSize: memorySetUp.symbols + 2,
    outputSize: memorySetUp.symbols + 1,
    batchOf(lag, draw) {
      const { batchSize: examples, symbols } = memorySetUp;
      const { inputs, targets } = copyTask({ examples, delay: lag, length: 1, symbols }, draw);
      return { inputs, target: targets.at(-1) as Matrix };
    },
    lossOf: (output, target) => output.softmaxCrossEntropy(likeliest(target)),
    errorOf(output, target) {
      const right = likeliest(target);
      return likeliest(output).filter((symbol, example) => symbol !== right[example]).length / right.length;
    },
  },
};

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The column of the largest entry in each row. */
function likeliest({ rows, columns, data }: Matrix): number[] {
  return Array.from({ length: rows }, (_, row) => {
    const entries = data.subarray(row * columns, (row + 1) * columns);
    return entries.indexOf(Math.max(...entries));
  });
}

interface Reader extends Pick<Cell, "parameters"> {
  /** The hidden state `(batch, hidden)` after the last input. */
  readonly read: (tape: Tape, inputs: readonly Tensor[]) => Tensor;
}

function networkOf(settings: MemorySettings, draw: Random, inputSize: number): Reader {
  const { hiddenSize } = memorySetUp;
  const { cell, keepBias = memorySetUp.keepBias, reset = "after" } = settings;
  switch (cell) {
    case "rnn":
      return reader(rnn(randomRnnWeights(draw, inputSize, hiddenSize)));
    case "lstm":
      return reader(lstm(randomLstmWeights(draw, inputSize, hiddenSize, { forgetBias: keepBias })));
    case "gru":
      return reader(gru(randomGruWeights(draw, inputSize, hiddenSize, { reset, keepBias })));
  }
}

function reader<S extends State | LstmState>(cell: Cell<S>): Reader {
  return {
    parameters: () => cell.parameters(),
    read: (tape, inputs) => unroll(tape, cell, inputs).lastState.h,
  };
}

function checkName(what: string, names: readonly string[], name: unknown): void {
  if (names.includes(name as string)) return;
  throw failure(
    "memoryExperiment",
    `${what} to be one of ${names.map((known) => JSON.stringify(known)).join(", ")}`,
    describeValue(name),
    `choose a ${what} that is there`,
  );
}
