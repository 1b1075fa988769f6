import type { JSX } from "solid-js";
import type { Animation } from "./animation.ts";

interface AnimationButtonsProps {
  readonly animation: Pick<Animation<unknown>, "state" | "play" | "pause" | "step">;
  /** What the animation does, as a button says it: "Train". */
  readonly verb: string;
}

/** Play and pause in one place, so that the focus stays on it, and a step at a time. */
export function AnimationButtons(props: AnimationButtonsProps): JSX.Element {
  const label = () =>
    ({ idle: props.verb, playing: "Pause", paused: "Go on", ended: `${props.verb} again` })[
      props.animation.state()
    ];
  const press = () =>
    props.animation.state() === "playing" ? props.animation.pause() : props.animation.play();
  return (
    <>
      <button type="button" class="vp-main-action" data-figure-play onClick={press}>
        {label()}
      </button>
      <button type="button" data-figure-step onClick={() => props.animation.step()}>
        Step
      </button>
    </>
  );
}
