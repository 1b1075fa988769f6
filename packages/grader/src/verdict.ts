/** What came of one test of a suite. */
export interface TestResult {
  /** The path of the test: the names of its groups, then its own. */
  readonly path: readonly string[];
  readonly state: "passed" | "failed";
  /** The failure's message; `undefined` for a test that passed. */
  readonly message?: string;
}

/** A path as one line, as it is printed: `sigmoid › is finite far out`. */
export function describePath(path: readonly string[]): string {
  return path.join(" › ");
}

/** The task that a failed test found still open: the name after TODO in the starter's error. */
export function openTask(result: TestResult): string | undefined {
  return /^(?:Error: )?TODO:? *([A-Za-z][A-Za-z0-9]*)/.exec(result.message ?? "")?.[1];
}
