import {
  checkSettings,
  convertPrecision,
  describeValue,
  failure,
  type Matrix,
  precisionOf,
  Tensor,
} from "@vanishing/core";

/** What an RNN or a GRU carries from one step to the next. */
export interface State {
  /** The hidden state `(batch, hidden)`, which is also the output of the step. */
  readonly h: Tensor;
}

/** What an LSTM carries from one step to the next. */
export interface LstmState extends State {
  /** The cell state `(batch, hidden)`. */
  readonly c: Tensor;
}

/** The numbers of a state. */
export type StateValues<S extends State = State> = { readonly [Name in keyof S]: Matrix };

/**
 * Copies of the numbers of a state. They stay when the tape is reset, and can begin the next unrolling.
 *
 * @throws when a part of the state is not a tensor, or was made before the tape's last reset.
 */
export function stateValues<S extends State>(state: S): StateValues<S> {
  return mapState("stateValues", state, ({ value }) => convertPrecision(value, precisionOf(value)));
}

/**
 * The same numbers as constants on the same tape. No gradient passes: ∂L/∂(what came before) is exactly 0 on every path
 * through a detached state.
 *
 * @throws when a part of the state is not a tensor, or was made before the tape's last reset.
 */
export function detach<S extends State>(state: S): { readonly [Name in keyof S]: Tensor } {
  return mapState("detach", state, (tensor) => tensor.tape.constant(tensor.value));
}

/** Refuses what is not a tensor, or was made before its tape's last reset. */
export function checkTensor(operation: string, x: unknown): asserts x is Tensor {
  if (!(x instanceof Tensor)) {
    throw failure(operation, "a tensor", describeValue(x), "wrap a matrix with tape.constant(matrix)");
  }
  x.tape.nodeOf(x, operation);
}

function mapState<S extends State, Result>(
  operation: string,
  state: S,
  f: (tensor: Tensor) => Result,
): { readonly [Name in keyof S]: Result } {
  checkSettings(operation, state, `${operation}(lastState)`);
  const entries: [string, Tensor][] = Object.entries(state);
  const mapped = Object.fromEntries(
    entries.map(([name, tensor]) => {
      checkTensor(`${operation}, state ${name}`, tensor);
      return [name, f(tensor)];
    }),
  );
  return mapped as { readonly [Name in keyof S]: Result };
}
