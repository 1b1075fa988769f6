import { createEffect, createSignal, createUniqueId, For, type JSX, on, Show } from "solid-js";
import { forgottenProgress } from "../progress/forgotten-progress.ts";
import { progressStore, type Stored } from "../progress/progress-store.ts";
import type { LessonLink } from "../progress/resume-step.ts";
import {
  bringBack,
  copyProgress,
  exportProgress,
  forget,
  importFile,
  importText,
  saveProgress,
} from "./progress-actions.ts";

/** The learner's progress as a file: out, in, and away. */
export function ProgressPanel(props: {
  readonly lessons: readonly LessonLink[];
  /** `undefined` until the scripts have come. */
  readonly stored: Stored | undefined;
}): JSX.Element {
  const id = createUniqueId();
  const [note, setNote] = createSignal("");
  const unusable = () => (props.stored ? progressStore.unusable() : []);
  const [canUndo, setCanUndo] = createSignal(false);
  const lookForForgotten = () => setCanUndo(forgottenProgress.canBringBack());
  // Another tab may have forgotten something, or brought it back.
  createEffect(on(() => props.stored, lookForForgotten, { defer: true }));
  let box!: HTMLTextAreaElement;

  const say = (words: string) => {
    setNote(words);
    lookForForgotten();
  };

  const chosen = async ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    const [file] = currentTarget.files ?? [];
    if (!file) return;
    setNote("");
    setNote(await importFile(file, props.lessons));
    // The same file can be chosen again, after it was mended.
    currentTarget.value = "";
  };

  return (
    <section class="map-progress" aria-labelledby="your-progress">
      <h2 id="your-progress">Your progress</h2>
      <p>
        It stays in this browser: no account, nothing is sent. As a file it goes to another browser or to the
        terminal, and back. An import merges: of each lesson the newer run counts, and nothing is lost.
      </p>
      <fieldset disabled={!props.stored}>
        <legend class="sr-only">Your progress as a file</legend>
        <dl>
          <dt>From here</dt>
          <dd>
            <div class="map-buttons">
              <button type="button" onClick={() => setNote(exportProgress())}>
                Download progress.json
              </button>
              <button type="button" onClick={async () => setNote(await copyProgress())}>
                Copy it
              </button>
            </div>
            <p>
              The terminal takes it with <code>pnpm course import progress.json</code>.
            </p>
          </dd>
          <dt>To here</dt>
          <dd>
            <label>
              Import a file
              <input type="file" accept=".json,application/json" onChange={(event) => void chosen(event)} />
            </label>
            <p>
              The terminal writes it with <code>pnpm course export progress.json</code>.
            </p>
            <details>
              <summary>Or paste the file’s text</summary>
              <label for={`${id}-text`} class="sr-only">
                The file’s text
              </label>
              <textarea id={`${id}-text`} ref={box} rows="4" spellcheck={false} />
              <button type="button" onClick={() => setNote(importText(box.value, props.lessons))}>
                Import the text
              </button>
            </details>
          </dd>
          <dt>Begin again</dt>
          <dd>
            <div class="map-buttons">
              <button type="button" onClick={() => say(forget())}>
                Forget my progress
              </button>
              <button type="button" disabled={!canUndo()} onClick={() => say(bringBack())}>
                Undo
              </button>
            </div>
          </dd>
          <Show when={unusable().length > 0}>
            <dt>Set aside</dt>
            <dd>
              <p>
                Progress that was kept here and could not be used. A newer edition of the course may read it.
              </p>
              <div class="map-buttons">
                <For each={unusable()}>
                  {({ since, text }) => (
                    <button
                      type="button"
                      onClick={() =>
                        saveProgress(`progress-${(since ?? "now").replaceAll(/[:.]/g, "-")}.json`, text)
                      }
                    >
                      Download what {since ? `was set aside on ${since.slice(0, 10)}` : "stands there now"}
                    </button>
                  )}
                </For>
              </div>
            </dd>
          </Show>
        </dl>
      </fieldset>
      <p role="status" data-map-note>
        {note()}
      </p>
    </section>
  );
}
