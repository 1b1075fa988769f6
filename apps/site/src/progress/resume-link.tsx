import { noProgress } from "@vanishing/catalogue/progress";
import { createSignal, type JSX, onCleanup, onMount, Show } from "solid-js";
import "./resume-link.css";
import { progressStore } from "./progress-store.ts";
import { type LessonLink, type ResumeStep, resumeStep } from "./resume-step.ts";

/** The link into the course: to its first lesson, or to where the learner is. */
export function ResumeLink(props: {
  readonly lessons: readonly LessonLink[];
  /** Where it leads once every lesson is done; without it, there is no link then. */
  readonly end?: ResumeStep;
}): JSX.Element {
  const [progress, setProgress] = createSignal(noProgress);
  const step = () => resumeStep(props.lessons, progress(), props.end);
  onMount(() => {
    const update = () => setProgress(progressStore.load().progress);
    update();
    onCleanup(progressStore.onChange(update));
  });
  return (
    <Show when={step()}>
      {(step) => (
        <a class="resume-link" href={step().href}>
          {step().label}
          <span class="sr-only"> · </span>
          <span class="resume-title">{step().title}</span>
        </a>
      )}
    </Show>
  );
}
