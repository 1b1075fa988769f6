import type { Table } from "./frame/table.ts";
import type { LstmRun } from "./lstm-model.ts";

/** A row a reported step of training. */
export function errorsTable({ rnn, lstm }: LstmRun): Table {
  return {
    columns: ["step of training", "RNN: error (share of guessing)", "LSTM: error (share of guessing)"],
    rows: rnn.errors.map(({ step, error }, place) => [step, error, lstm.errors[place]?.error ?? Number.NaN]),
  };
}

/** A row an input, from the last one back. */
export function reachTable({ rnn, lstm, direct }: LstmRun): Table {
  return {
    columns: [
      "steps before the end",
      "RNN: norm of the gradient (share of the last input's)",
      "LSTM: norm of the gradient (share of the last input's)",
      "direct path: gain",
    ],
    rows: direct.map((gain, back) => [
      back,
      rnn.reach[back] ?? Number.NaN,
      lstm.reach[back] ?? Number.NaN,
      gain,
    ]),
  };
}
