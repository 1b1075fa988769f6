import type { AnyOperation, OperationsFor } from "./operation.ts";
import { type ArithmeticSignatures, arithmetic } from "./operations/arithmetic.ts";
import { type ArrangementSignatures, arrangement } from "./operations/arrangement.ts";
import { type EntrywiseSignatures, entrywise } from "./operations/entrywise.ts";
import { type LayerSignatures, layers } from "./operations/layer.ts";
import { type LossSignatures, losses } from "./operations/losses.ts";
import { type ReductionSignatures, reductions } from "./operations/reductions.ts";
import { type SoftmaxSignatures, softmaxes } from "./operations/softmaxes.ts";

/** What each operation takes: matrices that gradients flow to, and settings that they do not flow to. */
export interface OperationSignatures
  extends ArithmeticSignatures,
    EntrywiseSignatures,
    LayerSignatures,
    ReductionSignatures,
    SoftmaxSignatures,
    ArrangementSignatures,
    LossSignatures {}

export type OperationName = keyof OperationSignatures;

/** The table of operations, by name. Its type is exhaustive: without one of the parts, or one of the vjps, it does not compile. */
export const operations: OperationsFor<OperationSignatures> = {
  ...arithmetic,
  ...entrywise,
  ...layers,
  ...reductions,
  ...softmaxes,
  ...arrangement,
  ...losses,
};

/**
 * An operation as an object with all fields, in one order. The tape reads them for every node, and an engine reads a field quickly where all
 * objects that it has met there are laid out alike.
 */
function laidOut(operation: AnyOperation): AnyOperation {
  const { startsFromZeros, shape, keeps, forward, vjp } = operation;
  return { startsFromZeros, shape, keeps, forward, vjp } as AnyOperation;
}

const byName = new Map(
  Object.entries(operations).map(([name, operation]) => [name, laidOut(operation as AnyOperation)]),
);

/** The operation of this name, as the tape uses it. */
export function operationNamed<Name extends OperationName>(name: Name) {
  return byName.get(name) as unknown as (typeof operations)[Name];
}
