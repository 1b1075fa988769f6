import { failure, type Matrix } from "@vanishing/core";

/** Refuses an LSTM with peepholes, for frameworks whose LSTM has none. */
export function refusePeepholes(operation: string, { peepholes }: { readonly peepholes?: Matrix }): void {
  if (peepholes === undefined) return;
  throw failure(
    operation,
    "an LSTM without peepholes",
    "one with peepholes",
    "of the three frameworks only ONNX has them: use lstmToOnnx",
  );
}
