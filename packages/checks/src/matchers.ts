import type { Checked, Verdict } from "./check.ts";
import type { CheckOfCalls } from "./each-call.ts";
import { type Agreement, toAgreeWith } from "./to-agree-with.ts";
import { toBeFinite } from "./to-be-finite.ts";
import { type Decay, toDecayLike } from "./to-decay-like.ts";
import { type Moments, toHaveMoments } from "./to-have-moments.ts";
import { type ShapeCheck, toKeepShape } from "./to-keep-shape.ts";
import { type GradientCheck, toPassGradientCheck } from "./to-pass-gradient-check.ts";
import { type StayWithin, toStayWithin } from "./to-stay-within.ts";

/** What the suites speak. A suite takes them up with `expect.extend(matchers)`, in vitest as in the page. */
export const matchers = {
  toAgreeWith,
  toStayWithin,
  toPassGradientCheck,
  toDecayLike,
  toHaveMoments,
  toBeFinite,
  toKeepShape,
} satisfies Record<string, (received: unknown, ...expected: never[]) => Verdict>;

declare module "vitest" {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    toAgreeWith(reference: Checked | readonly unknown[], agreement: Agreement): R;
    toStayWithin(within: StayWithin): R;
    toPassGradientCheck(check: GradientCheck): R;
    toDecayLike(decay: Decay): R;
    toHaveMoments(moments: Moments): R;
    toBeFinite(check: CheckOfCalls): R;
    toKeepShape(check: ShapeCheck): R;
  }
}
