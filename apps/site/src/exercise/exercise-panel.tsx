import type { JSX } from "solid-js";

export interface ExerciseProps {
  readonly slug: string;
  readonly folder: string;
  /** The functions that the learner writes. */
  readonly tasks: readonly string[];
  readonly starter: string;
  readonly starterVersion: string;
  /** The address of the lesson's texts. */
  readonly address: string;
  /** The address of the runner's frame. */
  readonly runner: string;
  readonly next: { readonly href: string; readonly label: string } | undefined;
}

/** A lesson's exercise: editor, checks, hints, solution. */
export function ExercisePanel(props: ExerciseProps): JSX.Element {
  return (
    <section class="vp-exercise not-content" data-exercise={props.slug}>
      <pre>{props.starter}</pre>
    </section>
  );
}
