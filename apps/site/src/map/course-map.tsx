import { courseTotals, totalsInWords } from "@vanishing/catalogue/course-totals";
import { noProgress } from "@vanishing/catalogue/progress";
import { createSignal, For, type JSX, onCleanup, onMount, Show } from "solid-js";
import { courseStorage } from "../progress/course-storage.ts";
import { progressStore, type Stored } from "../progress/progress-store.ts";
import { ResumeLink } from "../progress/resume-link.tsx";
import "./map.css";
import { LessonRow } from "./lesson-row.tsx";
import type { MapPackage } from "./map-lesson.ts";
import { ProgressPanel } from "./progress-panel.tsx";

/** The map: every lesson by package, how far the learner is, and the way of the progress to other places and back. */
export function CourseMap(props: { readonly packages: readonly MapPackage[] }): JSX.Element {
  // Until the scripts have come, nothing is known of the learner.
  const [stored, setStored] = createSignal<Stored>();
  const [trouble, setTrouble] = createSignal<string>();
  const lessons = () => props.packages.flatMap(({ lessons }) => lessons).sort((a, b) => a.number - b.number);
  const progress = () => stored()?.progress;

  onMount(() => {
    const update = () => {
      const now = progressStore.load();
      setStored(now);
      setTrouble(now.trouble ? `${now.trouble}.` : courseStorage.trouble());
    };
    update();
    onCleanup(progressStore.onChange(update));
  });

  return (
    <div class="map not-content">
      <div class="map-head">
        <p data-map-totals>{totalsInWords(courseTotals(lessons(), progress() ?? noProgress))}</p>
        <ResumeLink lessons={lessons()} />
      </div>
      <Show when={trouble()}>{(trouble) => <p class="map-trouble">{trouble()}</p>}</Show>
      <For each={props.packages}>
        {({ name, href, lessons }) => (
          <section aria-labelledby={`package-${name}`}>
            <h2 id={`package-${name}`}>
              <a href={href}>{name}</a>
            </h2>
            <ol class="map-lessons">
              <For each={lessons}>{(lesson) => <LessonRow lesson={lesson} progress={progress()} />}</For>
            </ol>
          </section>
        )}
      </For>
      <ProgressPanel lessons={lessons()} stored={stored()} />
    </div>
  );
}
