/** What came of one test of a suite. */
export interface TestResult {
  /** The path of the test: the names of its groups, then its own. */
  readonly path: readonly string[];
  readonly state: "passed" | "failed";
  /** The failure's message; `undefined` for a test that passed. */
  readonly message?: string;
  /** The name of the error that failed it, such as `TypeError`; expectations fail with `Error` and `AssertionError`. */
  readonly error?: string;
}

/** A path as one line, as it is printed: `sigmoid › is finite far out`. */
export function describePath(path: readonly string[]): string {
  return path.join(" › ");
}

/**
 * The task that a failed test found still open. A starter's error names it after the word TODO; where a learner has written
 * something else there, it is the task that the test is about.
 *
 * @param tasks the functions that the exercise exports
 */
export function openTask(result: TestResult, tasks: readonly string[]): string | undefined {
  const todo = /^TODO\b:? *([A-Za-z]\w*)?/.exec(result.message ?? "");
  if (!todo) return undefined;
  return tasks.find((task) => task === todo[1]) ?? result.path.find((name) => tasks.includes(name));
}
