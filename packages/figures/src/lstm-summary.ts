import { formatNumber } from "./frame/format.ts";
import type { LstmRun, TrainedCell } from "./lstm-model.ts";

// Apart from the model, which a worker runs: the page needs this file and not the engine.

/** What the figure shows, in sentences. */
export function describeLstm(run: LstmRun): string {
  const { values, step, steps, rnn, lstm, direct, biasForLag } = run;
  const back = direct.length - 1;
  const task =
    values.task === "adding"
      ? `add two marked numbers of a sequence of ${values.lag} steps`
      : `recall a symbol after ${values.lag} steps`;
  return (
    `An RNN and an LSTM with the forget bias ${formatNumber(values.forgetBias)} learn to ${task}. ` +
    `${step === 0 ? "Before the first step of training" : `After ${step} of ${steps} steps of training`}, ` +
    `the gradient at the input ${back} steps before the end is ${share(rnn)} of that at the last input in the RNN, and ${share(lstm)} in the LSTM. ` +
    `The direct path alone, with forget gates that see their bias, leaves ${formatNumber(direct.at(-1) ?? Number.NaN)}. ` +
    `The error of the RNN is ${errorOf(rnn)} times that of a network that remembers nothing, and that of the LSTM ${errorOf(lstm)} times. ` +
    `To keep half over ${values.lag} steps takes a forget bias of ${formatNumber(biasForLag)}.`
  );
}

function share({ reach }: TrainedCell): string {
  return formatNumber(reach.at(-1) ?? Number.NaN, 2);
}

function errorOf({ errors }: TrainedCell): string {
  return formatNumber(errors.at(-1)?.error ?? Number.NaN, 2);
}
