import type { OperationsFor } from "./operation.ts";
import { type ArithmeticSignatures, arithmetic } from "./operations/arithmetic.ts";
import { type ArrangementSignatures, arrangement } from "./operations/arrangement.ts";
import { type EntrywiseSignatures, entrywise } from "./operations/entrywise.ts";
import { type LossSignatures, losses } from "./operations/losses.ts";
import { type ReductionSignatures, reductions } from "./operations/reductions.ts";
import { type SoftmaxSignatures, softmaxes } from "./operations/softmaxes.ts";

/** What each operation takes: matrices that gradients flow to, and settings that they do not flow to. */
export interface OperationSignatures
  extends ArithmeticSignatures,
    EntrywiseSignatures,
    ReductionSignatures,
    SoftmaxSignatures,
    ArrangementSignatures,
    LossSignatures {}

export type OperationName = keyof OperationSignatures;

/** The table of operations. Its type is exhaustive: without one of the parts, or one of the vjps, it does not compile. */
export const operations: OperationsFor<OperationSignatures> = {
  ...arithmetic,
  ...entrywise,
  ...reductions,
  ...softmaxes,
  ...arrangement,
  ...losses,
};
