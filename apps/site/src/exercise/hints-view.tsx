import { For, type JSX, Show } from "solid-js";
import type { NextHints } from "./next-hints.ts";

/** The hints that were asked for, from a nudge to nearly there. */
export function HintsView(props: { readonly hints: NextHints | undefined }): JSX.Element {
  return (
    <div role="status" data-exercise-hints data-withhold-in-print>
      <Show when={props.hints}>
        {(hints) => (
          <div class="vp-hints">
            <For each={hints().stages}>
              {(hint, i) => (
                <>
                  <p class="vp-label">
                    Hint {i() + 1} of {hints().of}
                  </p>
                  <p>{hint}</p>
                </>
              )}
            </For>
            <p class="vp-exercise-note">
              {hints().stages.length < hints().of
                ? "Try it, and run. Hint shows the next one."
                : "These are all the hints for this check."}
            </p>
          </div>
        )}
      </Show>
    </div>
  );
}
