import { type Accessor, createSignal, onCleanup, onMount } from "solid-js";
import type { Reached } from "./series.ts";
import type { RunningSeries } from "./worker-pool.ts";

/** Data that change step by step, shown at the pace of the screen. Nothing moves before someone asks. */
export interface Animation<Frame> {
  /** What is shown; undefined before the first step. */
  readonly frame: Accessor<Frame | undefined>;
  readonly state: Accessor<"idle" | "playing" | "paused" | "ended">;
  /** Goes on, or begins anew after the end. A reader who wants less motion gets the end in one update. */
  play(): void;
  pause(): void;
  /** One step, and then rest. */
  step(): void;
  /** Back to before the first step. */
  clear(): void;
  /** Pauses whenever this element is off the screen, or the page is hidden. */
  watch(element: Element): void;
}

/** How many steps are asked for at once when none of them is shown: few enough that a pause is heard soon. */
const stepsUnseen = 20;

/**
 * @param open begins the series whose data are shown
 * @param onProblem hears why it could not go on
 */
export function createAnimation<Frame>(
  open: () => RunningSeries<Frame>,
  onProblem: (problem: string) => void,
): Animation<Frame> {
  const [frame, setFrame] = createSignal<Frame>();
  const [state, setState] = createSignal<"idle" | "playing" | "paused" | "ended">("idle");
  let series: RunningSeries<Frame> | undefined;
  // A step that is asked for before it is shown: the worker computes while the page draws.
  let ahead: Promise<Reached<Frame>> | undefined;
  // Each command has a turn; what belongs to an older one is not shown.
  let turn = 0;

  function nextStep(): Promise<Reached<Frame>> {
    series ??= open();
    ahead ??= series.advance(1);
    return ahead;
  }

  function show({ data, isEnd }: Reached<Frame>): void {
    if (isEnd) setState("ended");
    if (data !== undefined) setFrame(() => data);
  }

  function begin(next: "playing" | "paused"): number {
    if (state() === "ended") clear();
    setState(next);
    turn += 1;
    return turn;
  }

  async function playing(mine: number): Promise<void> {
    while (mine === turn) {
      const [reached] = await Promise.all([nextStep(), screenUpdate()]);
      if (mine !== turn) return;
      ahead = reached.isEnd ? undefined : series?.advance(1);
      show(reached);
      if (reached.isEnd) return;
    }
  }

  async function toTheEnd(mine: number): Promise<void> {
    let reached = await nextStep();
    while (mine === turn && !reached.isEnd) {
      ahead = series?.advance(stepsUnseen);
      const next = await nextStep();
      reached = { data: next.data ?? reached.data, isEnd: next.isEnd };
      // Whoever goes on after a pause finds what has been reached.
      ahead = Promise.resolve(reached);
    }
    if (mine !== turn) return;
    ahead = undefined;
    show(reached);
  }

  async function oneStep(mine: number): Promise<void> {
    const reached = await nextStep();
    if (mine !== turn) return;
    ahead = undefined;
    show(reached);
  }

  function run(command: (mine: number) => Promise<void>, next: "playing" | "paused"): void {
    const mine = begin(next);
    command(mine).catch((error: unknown) => {
      if (mine !== turn) return;
      clear();
      onProblem(`This could not go on: ${String(error)}`);
    });
  }

  function pause(): void {
    if (state() !== "playing") return;
    turn += 1;
    setState("paused");
  }

  function clear(): void {
    turn += 1;
    series?.close();
    series = undefined;
    ahead = undefined;
    setFrame(undefined);
    setState("idle");
  }

  onMount(() => {
    const whenHidden = () => document.hidden && pause();
    document.addEventListener("visibilitychange", whenHidden);
    onCleanup(() => document.removeEventListener("visibilitychange", whenHidden));
  });
  onCleanup(clear);

  return {
    frame,
    state,
    play: () => run(wantsLessMotion() ? toTheEnd : playing, "playing"),
    pause,
    step: () => run(oneStep, "paused"),
    clear,
    watch(element) {
      const observer = new IntersectionObserver((entries) => {
        if (entries.at(-1)?.isIntersecting === false) pause();
      });
      observer.observe(element);
      onCleanup(() => observer.disconnect());
    },
  };
}

function wantsLessMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function screenUpdate(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}
