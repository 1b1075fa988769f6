import { createSignal, createUniqueId, type JSX, onCleanup, onMount, Show } from "solid-js";
import { keepScrollerReachable } from "../scrollers.ts";
import { createExercise, type ExerciseFacts, editorKeys } from "./exercise-state.ts";
import "@vanishing/figures/palette.css";
import "./exercise.css";
import { ChecksView } from "./checks-view.tsx";
import { HintsView } from "./hints-view.tsx";
import { SolutionView } from "./solution-view.tsx";
import { VerdictView } from "./verdict-view.tsx";

/** A lesson's exercise: editor, checks, hints, solution. Until its scripts have come it is the starter, to be read. */
export function ExercisePanel(props: ExerciseFacts): JSX.Element {
  // One exercise for the life of the panel.
  const exercise = createExercise(props);
  const id = createUniqueId();
  let host!: HTMLDivElement;
  const [printed, setPrinted] = createSignal(props.starter);
  const isFixed = () => exercise.stage() === "fixed";

  onMount(() => {
    void exercise.open(host);
    const takeText = () => setPrinted(exercise.text());
    addEventListener("beforeprint", takeText);
    onCleanup(() => {
      removeEventListener("beforeprint", takeText);
      exercise.close();
    });
  });
  // Ctrl+Enter runs from everywhere in the exercise; in the editor, the editor itself has taken it already.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    void exercise.run();
  };

  return (
    <section
      class="vp-exercise not-content"
      data-exercise={props.slug}
      data-stage={exercise.stage()}
      aria-labelledby={`${id}-title`}
      onKeyDown={onKeyDown}
    >
      <div class="vp-exercise-head">
        <p id={`${id}-title`}>Your exercise</p>
        <fieldset disabled={isFixed()}>
          <legend class="vp-unseen">To and from the terminal</legend>
          <button type="button" onClick={() => void exercise.copy()}>
            Copy for the terminal
          </button>
          <button type="button" onClick={() => void exercise.paste()}>
            Paste from the terminal
          </button>
        </fieldset>
      </div>
      <div class="vp-editor" style={{ "--exercise-lines": props.starter.trimEnd().split("\n").length }}>
        <div ref={host} hidden={exercise.stage() !== "open"} />
        {/* What is longer than its box scrolls, and the keyboard can reach it. */}
        <pre ref={keepScrollerReachable} hidden={exercise.stage() === "open"} data-print-text>
          <code>{printed()}</code>
        </pre>
      </div>
      <p class="vp-exercise-keys">{editorKeys}</p>
      <fieldset class="vp-exercise-actions" disabled={isFixed()}>
        <legend class="vp-unseen">Exercise</legend>
        <button
          type="button"
          class="vp-run"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={() => void exercise.run()}
        >
          Run
        </button>
        <button type="button" onClick={() => void exercise.askHint()}>
          Hint
        </button>
        <button type="button" onClick={() => void exercise.askSolution()}>
          Solution
        </button>
        <button type="button" onClick={() => void exercise.reset()}>
          Reset
        </button>
        <Show when={exercise.canUndo()}>
          <button type="button" onClick={() => void exercise.undo()}>
            Undo
          </button>
        </Show>
      </fieldset>
      <Show when={exercise.earlier() > 0}>
        <p class="vp-exercise-note">
          The starter has changed since you wrote for it.{" "}
          <button type="button" onClick={() => void exercise.takeEarlier()}>
            Show what I wrote then
          </button>
        </p>
      </Show>
      <p class="vp-exercise-no-script">
        The editor needs JavaScript. Without it you can solve the exercise on your own machine.
      </p>
      <div role="status" data-exercise-note>
        <Show when={exercise.note() !== ""}>
          <p class="vp-exercise-note">{exercise.note()}</p>
        </Show>
      </div>
      <VerdictView record={exercise.record()} isStale={exercise.isStale()} next={props.next} />
      <HintsView hints={exercise.hints()} />
      <SolutionView solution={exercise.solution()} />
      <ChecksView record={exercise.record()} isStale={exercise.isStale()} />
    </section>
  );
}
