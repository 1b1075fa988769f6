import { firstWrongValue, leadingFailure, mistakeBehind, passes, standing } from "@vanishing/grader/outcome";
import { describePath } from "@vanishing/grader/verdict";
import { type JSX, Show } from "solid-js";
import { keepScrollerReachable } from "../scrollers.ts";
import type { RunRecord } from "./run-record.ts";

interface VerdictProps {
  readonly record: RunRecord | undefined;
  /** Whether the text has changed since. */
  readonly isStale: boolean;
  readonly next: { readonly href: string; readonly label: string } | undefined;
}

/** What a run has come to: where it stands, and what to look at first. */
export function VerdictView(props: VerdictProps): JSX.Element {
  return (
    <div class="vp-results" data-stale={props.isStale ? "" : undefined}>
      <p class="vp-verdict" role="status" data-exercise-verdict>
        {props.record && verdict(props.record)}
      </p>
      <Show when={props.record?.isRunning === false && props.record}>
        {(record) => (
          <>
            <Show when={props.isStale}>
              <p class="vp-exercise-note">Your text has changed since this run.</p>
            </Show>
            <Lead record={record()} next={props.next} />
          </>
        )}
      </Show>
    </div>
  );
}

/** One line that says where the run stands. */
function verdict(record: RunRecord): string {
  if (record.isRunning) return "The checks are running.";
  if (passes(record)) return `All ${record.tests.length} checks hold.`;
  if (record.problem !== undefined) return "There is no verdict.";
  const lead = leadingFailure(record);
  return lead ? standing(record, lead) : "The suite has no checks.";
}

/** What to look at first: the problem, or the first wrong value with the mistake behind it; after a pass, where to go on. */
function Lead(props: { readonly record: RunRecord; readonly next: VerdictProps["next"] }): JSX.Element {
  const wrong = () => firstWrongValue(props.record);
  const mistake = () => {
    const lead = leadingFailure(props.record);
    return props.record.problem === undefined && lead ? mistakeBehind(props.record, lead) : undefined;
  };
  return (
    <>
      <Show when={wrong()}>
        {(test) => (
          <div class="vp-lead">
            <p class="vp-label">{describePath(test().path)}</p>
            <pre class="vp-message" ref={keepScrollerReachable}>
              {test().message}
            </pre>
          </div>
        )}
      </Show>
      <Show when={props.record.problem}>{(problem) => <p class="vp-problem">{problem()}</p>}</Show>
      <Show when={mistake()}>
        {(known) => (
          <dl class="vp-mistake" data-exercise-mistake>
            <dt>What {known().task} does</dt>
            <dd>{known().misunderstanding}</dd>
            <dt>Hint</dt>
            <dd>{known().hint}</dd>
          </dl>
        )}
      </Show>
      <Show when={passes(props.record)}>
        <p class="vp-onward">
          <Show when={props.next} fallback="This is the last lesson so far.">
            {(next) => (
              <>
                Next: <a href={next().href}>{next().label}</a>. The solution may be worth a look, too: it
                stands beside yours.
              </>
            )}
          </Show>
        </p>
      </Show>
    </>
  );
}
