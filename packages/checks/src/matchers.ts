import type { Checked, Verdict } from "./check.ts";
import { type Agreement, toAgreeWith } from "./to-agree-with.ts";
import { type Decay, toDecayLike } from "./to-decay-like.ts";
import { type StayWithin, toStayWithin } from "./to-stay-within.ts";

/** What the suites speak. A suite takes them up with `expect.extend(matchers)`, in vitest as in the page. */
export const matchers = { toAgreeWith, toStayWithin, toDecayLike } satisfies Record<
  string,
  (received: unknown, ...expected: never[]) => Verdict
>;

declare module "vitest" {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    toAgreeWith(reference: Checked | readonly unknown[], agreement: Agreement): R;
    toStayWithin(within: StayWithin): R;
    toDecayLike(decay: Decay): R;
  }
}
