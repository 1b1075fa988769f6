export { copyOf, isGap } from "./call.ts";
export type { Check, Checked, Verdict } from "./check.ts";
export { describeValue } from "./describe-value.ts";
export { type Difference, difference } from "./difference.ts";
export { matchers } from "./matchers.ts";
export { type Agreement, toAgreeWith } from "./to-agree-with.ts";
export { type Decay, type DecayLaw, toDecayLike } from "./to-decay-like.ts";
export { type Bound, type StayWithin, toStayWithin } from "./to-stay-within.ts";
