import { openTask, type TestResult } from "@vanishing/grader/verdict";
import { For, type JSX, Show } from "solid-js";
import { keepScrollerReachable } from "../scrollers.ts";
import { groupsOf } from "./check-groups.ts";
import type { RunRecord } from "./run-record.ts";

const states = {
  passed: { mark: "✓", words: "holds" },
  failed: { mark: "✗", words: "does not hold" },
  open: { mark: "○", words: "not written yet" },
} as const;

function stateOf(test: TestResult, tasks: readonly string[]): keyof typeof states {
  if (test.state === "passed") return "passed";
  return openTask(test, tasks) === undefined ? "failed" : "open";
}

/** Every check in the order of the suite, as it comes, and what the exercise has printed. */
export function ChecksView(props: {
  readonly record: RunRecord | undefined;
  readonly isStale: boolean;
}): JSX.Element {
  return (
    <Show when={props.record}>
      {(record) => (
        <div class="vp-results" data-stale={props.isStale ? "" : undefined} data-exercise-checks>
          <ul class="vp-checks">
            <For each={groupsOf(record().tests)}>
              {(group) => (
                <li>
                  <Show when={group.name !== ""}>
                    <p>{group.name}</p>
                  </Show>
                  <ul>
                    <For each={group.tests}>{(test) => <Check test={test} tasks={record().tasks} />}</For>
                  </ul>
                </li>
              )}
            </For>
          </ul>
          <Show when={record().printed.trimEnd() !== ""}>
            <p class="vp-label">Your code printed</p>
            <pre class="vp-message" ref={keepScrollerReachable}>
              {record().printed.trimEnd()}
            </pre>
          </Show>
        </div>
      )}
    </Show>
  );
}

function Check(props: { readonly test: TestResult; readonly tasks: readonly string[] }): JSX.Element {
  const state = () => stateOf(props.test, props.tasks);
  const name = () => (
    <>
      <span class="vp-mark" aria-hidden="true">
        {states[state()].mark}
      </span>
      <span class="vp-unseen">{states[state()].words}: </span>
      {props.test.path.at(-1)}
    </>
  );
  return (
    <li data-state={state()}>
      <Show when={state() === "failed"} fallback={name()}>
        <details>
          <summary>{name()}</summary>
          <pre class="vp-message" ref={keepScrollerReachable}>
            {props.test.message}
          </pre>
        </details>
      </Show>
    </li>
  );
}
