import { For, type JSX, Show } from "solid-js";
import { keepScrollerReachable } from "../scrollers.ts";
import type { ShownSolution } from "./exercise-state.ts";

const marks = { both: " ", exercise: "−", solution: "+" } as const;
const words = { both: "", exercise: "only in yours: ", solution: "only in the solution: " } as const;

/** A solution beside the learner's text, line by line. */
export function SolutionView(props: { readonly solution: ShownSolution | undefined }): JSX.Element {
  return (
    <div data-exercise-solution data-withhold-in-print>
      <Show when={props.solution}>
        {(solution) => (
          <>
            <p class="vp-label" role="status">
              A solution, beside yours
            </p>
            <Show
              when={solution().lines.some(({ of }) => of !== "both")}
              fallback={<p>Yours is the same, comments aside.</p>}
            >
              <p class="vp-exercise-note">
                Lines with − are yours, lines with + are the solution's. Comments are left out.
              </p>
              <pre class="vp-difference" ref={keepScrollerReachable}>
                <For each={solution().lines}>
                  {({ of, text }) => (
                    <span data-of={of}>
                      <span aria-hidden="true">{marks[of]} </span>
                      <span class="vp-unseen">{words[of]}</span>
                      {`${text}\n`}
                    </span>
                  )}
                </For>
              </pre>
            </Show>
            <p class="vp-exercise-note">It can also be done with other algorithms:</p>
            <ul>
              <For each={solution().algorithms}>{(algorithm) => <li>{algorithm}</li>}</For>
            </ul>
          </>
        )}
      </Show>
    </div>
  );
}
