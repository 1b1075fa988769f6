import { describePath, type TestResult } from "@vanishing/grader/verdict";

/** Tests that follow each other under one name. */
export interface CheckGroup {
  /** The names of their groups as one line; empty for tests outside of all groups. */
  readonly name: string;
  readonly tests: readonly TestResult[];
}

/** A suite's tests in file order, by the groups that they stand in. A group that is left and entered again appears twice. */
export function groupsOf(tests: readonly TestResult[]): CheckGroup[] {
  const groups: { name: string; tests: TestResult[] }[] = [];
  for (const test of tests) {
    const name = describePath(test.path.slice(0, -1));
    const last = groups.at(-1);
    if (last?.name === name) last.tests.push(test);
    else groups.push({ name, tests: [test] });
  }
  return groups;
}
