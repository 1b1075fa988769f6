import type { Recognised } from "../recognise.ts";
import type { TestResult } from "../verdict.ts";
import type { Candidate } from "./candidate.ts";

/** What a grading process is asked, once. */
export interface GradingRequest {
  /** The URL of the lesson's folder, ending in a slash. */
  readonly lesson: string;
  /** Graded one after the other. */
  readonly candidates: readonly Candidate[];
  readonly suite: boolean;
  readonly recognition: boolean;
  /** Milliseconds without a sign of life after which the process ends itself, should nobody be there to kill it. */
  readonly lastResort: number;
}

/** What it says: `ready` once, and then for each candidate what comes of it, up to `done`, or `broken` where it cannot be loaded. */
export type GradingMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "started"; readonly path: readonly string[] }
  | { readonly kind: "result"; readonly result: TestResult }
  | { readonly kind: "recognised"; readonly recognised: Recognised[] }
  | { readonly kind: "broken"; readonly message: string }
  | { readonly kind: "done" };
