import { lessonState } from "@vanishing/catalogue/lesson-state";
import { isDone, type Progress } from "@vanishing/catalogue/progress";
import { For, type JSX, Show } from "solid-js";
import type { MapLesson } from "./map-lesson.ts";

/** A lesson on the map: what it needs, how long it takes, and where the learner stands in it. */
export function LessonRow(props: {
  readonly lesson: MapLesson;
  /** `undefined` while nothing is known of it. */
  readonly progress: Progress | undefined;
}): JSX.Element {
  const { number, slug, title, href, minutes, buildsOn, writes } = props.lesson;
  const done = () => props.progress !== undefined && isDone(props.progress, slug);
  const state = () => props.progress && lessonState(props.lesson, props.progress);
  const checks = () => Object.entries(props.progress?.lessons[slug]?.checks ?? {});

  return (
    <li data-map-lesson={slug}>
      <span class="map-number">{number}</span>
      <div class="map-about">
        <a class="map-title" href={href}>
          {title}
        </a>
        <p>
          <Show when={buildsOn.length > 0}>
            {"Builds on "}
            <For each={buildsOn}>
              {(other, i) => (
                <>
                  {i() > 0 ? ", " : ""}
                  <a href={other.href}>
                    {other.number} · {other.title}
                  </a>
                </>
              )}
            </For>
            {". "}
          </Show>
          {"You write "}
          <For each={writes}>
            {(name, i) => (
              <>
                {i() > 0 ? ", " : ""}
                <code>{name}</code>
              </>
            )}
          </For>
          .
        </p>
      </div>
      <span class="map-minutes lesson-tick" data-done={done() ? "" : undefined}>
        {minutes} minutes
      </span>
      <div class="map-state" data-map-state>
        <Show when={checks().length > 0} fallback={state()}>
          <details>
            <summary>{state()}</summary>
            <ul>
              <For each={checks()}>
                {([path, holds]) => (
                  <li data-holds={holds}>
                    <span class="sr-only">{holds ? "Holds: " : "Does not hold: "}</span>
                    {path}
                  </li>
                )}
              </For>
            </ul>
          </details>
        </Show>
      </div>
    </li>
  );
}
