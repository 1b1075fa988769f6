import { checkSettings, describeValue, failure, type Matrix, type Tape, type Tensor } from "@vanishing/core";
import { type Cell, checkCell } from "./cell.ts";
import { type InitialState, type Sequence, type Unrolled, unroll } from "./unroll.ts";

export interface StackedSettings {
  /** One for each cell. Left out, and where one is undefined: zeros. */
  readonly initialStates?: readonly (Readonly<Record<string, Tensor | Matrix>> | undefined)[];
}

export interface UnrolledStack {
  /** h₁, …, h_T of the last cell. */
  readonly outputs: readonly Tensor[];
  /** What each cell did, the one that reads the sequence first. */
  readonly layers: readonly Unrolled[];
}

/**
 * Cells on top of each other: the first reads the sequence, each other one the outputs of the one below. The probes report a
 * cell without a label as `layer 1`, `layer 2`, …
 *
 * @throws when there are no cells, the number of initial states is another, or what `unroll` throws for one of them.
 */
export function unrollStacked(
  tape: Tape,
  cells: readonly Cell[],
  sequence: Sequence,
  settings: StackedSettings = {},
): UnrolledStack {
  checkSettings("unrollStacked", settings, "unrollStacked(tape, cells, sequence, { initialStates })");
  const { initialStates } = settings;
  if (!Array.isArray(cells) || cells.length === 0) {
    throw failure(
      "unrollStacked",
      "a list of at least one cell",
      describeValue(cells),
      "write [first, second]; for a single cell there is unroll",
    );
  }
  if (initialStates !== undefined && initialStates.length !== cells.length) {
    throw failure(
      "unrollStacked",
      `${cells.length} initial states, one for each cell`,
      describeValue(initialStates),
      "write undefined for a cell that starts from zeros",
    );
  }
  const layers: Unrolled[] = [];
  let outputs: Sequence = sequence;
  cells.forEach((cell: Cell, place) => {
    checkCell(`unrollStacked, cell ${place}`, cell);
    const below = cells[place - 1];
    if (below !== undefined && cell.inputSize !== below.hiddenSize) {
      throw failure(
        `unrollStacked, cell ${place}`,
        `the input size ${below.hiddenSize}, the hidden size of the cell below`,
        `${cell.inputSize}`,
        "each cell reads the outputs of the one before it in the list",
      );
    }
    const layer = unroll(tape, cell, outputs, {
      initialState: initialStates?.[place] as InitialState | undefined,
      label: cell.label ?? `layer ${place + 1}`,
    });
    layers.push(layer);
    outputs = layer.outputs;
  });
  return { outputs: outputs as readonly Tensor[], layers };
}
