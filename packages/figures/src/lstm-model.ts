import { errorOfGuessing, type MemoryReport, memoryExperiment, memorySetUp } from "@vanishing/experiments";
import { cellGain, forgetBiasFor } from "@vanishing/recurrent";
import type { LstmValues } from "./lstm-settings.ts";

/** One of the two networks, after so many steps of training. */
export interface TrainedCell {
  readonly cell: "rnn" | "lstm";
  /** The error of the batches before each reported step, as a share of the error of who remembers nothing. */
  readonly errors: readonly { readonly step: number; readonly error: number }[];
  /** ‖∂L/∂x_t‖ as a share of ‖∂L/∂x_T‖: entry k belongs to the input k steps before the end. */
  readonly reach: readonly number[];
}

/** An RNN and an LSTM, side by side. */
export interface LstmRun {
  readonly values: LstmValues;
  /** How many steps of training both have had. */
  readonly step: number;
  /** How many there are. */
  readonly steps: number;
  readonly rnn: TrainedCell;
  readonly lstm: TrainedCell;
  /** σ(b)^k for k = 0, 1, …: what the direct path keeps over k steps when each forget gate sees its bias alone. */
  readonly direct: readonly number[];
  /** The forget bias with which half is left after `lag` steps. */
  readonly biasForLag: number;
}

/** The functions of the lesson: the packages', or a learner's. */
export interface LstmFunctions {
  cellGain(forgetBias: number, steps: number): number;
  forgetBiasFor(steps: number, gain: number): number;
}

const packageFunctions: LstmFunctions = { cellGain, forgetBiasFor };

/** Trains both cells with the same budget, on the same kind of sequences, ten steps at a time. */
export function* lstmTraining(
  values: LstmValues,
  functions: LstmFunctions = packageFunctions,
): Generator<LstmRun, void> {
  const { task, lag, seed, forgetBias } = values;
  const settings = { task, lag, seed, keepBias: forgetBias };
  let rnn: TrainedCell = { cell: "rnn", errors: [], reach: [] };
  let lstm: TrainedCell = { cell: "lstm", errors: [], reach: [] };
  const others = memoryExperiment({ ...settings, cell: "lstm" });
  for (const ofRnn of memoryExperiment({ ...settings, cell: "rnn" })) {
    const ofLstm = others.next().value;
    if (!ofLstm) return;
    rnn = withReport(rnn, ofRnn, values);
    lstm = withReport(lstm, ofLstm, values);
    yield {
      values,
      step: ofRnn.step,
      steps: memorySetUp.steps[task],
      rnn,
      lstm,
      direct: rnn.reach.map((_, k) => functions.cellGain(forgetBias, k)),
      biasForLag: functions.forgetBiasFor(lag, 0.5),
    };
  }
}

/** Both cells as they are drawn, before the first step of training. */
export function lstmAtStart(values: LstmValues, functions: LstmFunctions = packageFunctions): LstmRun {
  const first = lstmTraining(values, functions).next().value;
  if (!first) throw new Error("The experiment gave no report.");
  return first;
}

function withReport(trained: TrainedCell, report: MemoryReport, { task }: LstmValues): TrainedCell {
  const { step, error, inputGradients } = report;
  const last = inputGradients.at(-1) ?? Number.NaN;
  return {
    ...trained,
    errors: [...trained.errors, { step, error: error / errorOfGuessing[task] }],
    reach: inputGradients.toReversed().map((norm) => norm / last),
  };
}
