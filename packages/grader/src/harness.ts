import { format } from "@vitest/utils/display";
import type { TestResult } from "./verdict.ts";

type Body = () => void | Promise<void>;
type Row = readonly unknown[] | unknown;

interface Planned {
  readonly path: readonly string[];
  readonly body: Body;
}

/**
 * The part of vitest that suites use (describe, test, test.each), small enough to run anywhere: it collects a suite's tests
 * when the suite is loaded, and runs them in file order when asked.
 */
export interface Harness {
  readonly describe: (name: string, body: () => void) => void;
  readonly test: ((name: string, body: Body) => void) & {
    readonly each: (
      rows: readonly Row[],
    ) => (name: string, body: (...cells: never[]) => void | Promise<void>) => void;
  };
  /** Runs the collected tests in order and yields each result as it comes. `started` hears of each test before it begins. */
  readonly run: (started?: (path: readonly string[]) => void) => AsyncGenerator<TestResult>;
}

export function createHarness(): Harness {
  const planned: Planned[] = [];
  let groups: readonly string[] = [];

  const describe = (name: string, body: () => void) => {
    const outer = groups;
    groups = [...outer, name];
    try {
      body();
    } finally {
      groups = outer;
    }
  };

  const plan = (name: string, body: Body) => {
    planned.push({ path: [...groups, name], body });
  };

  const each =
    (rows: readonly Row[]) => (name: string, body: (...cells: never[]) => void | Promise<void>) => {
      for (const row of rows) {
        const cells = Array.isArray(row) ? row : [row];
        plan(titleOf(name, cells), () => body(...(cells as never[])));
      }
    };

  async function* run(started?: (path: readonly string[]) => void): AsyncGenerator<TestResult> {
    for (const { path, body } of planned) {
      started?.(path);
      yield await outcomeOf(path, body);
    }
  }

  return { describe, test: Object.assign(plan, { each }), run };
}

async function outcomeOf(path: readonly string[], body: Body): Promise<TestResult> {
  try {
    await body();
    return { path, state: "passed" };
  } catch (error) {
    const kind = error instanceof Error ? { error: error.name } : {};
    return { path, state: "failed", message: messageOf(error), ...kind };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error
    ? error.message
    : `something that is no error was thrown: ${format(["%s", error])}`;
}

/**
 * vitest's titles, as far as suites need them: `$name` takes an object's own entry, `%s`, `%d` and `%j` are printf's. The rest, where
 * the two would differ, is refused.
 */
function titleOf(name: string, cells: readonly unknown[]): string {
  const places = name.match(/%[sdj]/g)?.length ?? 0;
  const [first] = cells;
  const row = typeof first === "object" && first !== null && !Array.isArray(first) ? first : undefined;
  const unknown = name.replace(/%[sdj]/g, "").match(/%\S|\$\w+\.|\$\d/)?.[0];
  if (unknown !== undefined || places > cells.length || (places > 0 && row !== undefined)) {
    throw new Error(
      `The title ${JSON.stringify(name)} does not fit its row: %s, %d and %j for a list, $name for an object.`,
    );
  }
  if (row === undefined) return format([name, ...cells.slice(0, places)]);
  return name.replace(/\$(\w+)/g, (_whole, key: string) => String((row as Record<string, unknown>)[key]));
}
