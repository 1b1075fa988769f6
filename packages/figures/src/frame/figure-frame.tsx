import { createEffect, createSignal, createUniqueId, For, type JSX, on, onMount, Show } from "solid-js";
import type { Animation } from "./animation.ts";
import { AnimationButtons } from "./animation-buttons.tsx";
import { ControlField } from "./control-field.tsx";
import { type Controls, largestSeed } from "./controls.ts";
import { Downloads, type Tabulate } from "./downloads.tsx";
import type { Drawing } from "./drawing.ts";
import type { FigureState } from "./figure-state.ts";
import { fileName } from "./file-name.ts";
import { isByOwnCode, type OwnCode } from "./own-code.ts";
import type { Place } from "./picking.ts";
import "./palette.css";
import "./figures.css";
import { PlotArea } from "./plot-area.tsx";
import { standaloneSvg } from "./standalone-svg.ts";

interface FigureFrameProps<Data> {
  readonly figure: FigureState;
  readonly title: string;
  /** What kind of picture this is, in a few words, for the picture's accessible name. */
  readonly plotLabel: string;
  readonly drawing: Drawing<Data>;
  /** From `createFigureData`. */
  readonly data: Data | undefined;
  /** What a picture of the data shows, in sentences with numbers that the data hold. */
  readonly describe: (data: Data) => string;
  /** The data as one table or more, for spreadsheets. */
  readonly tables: readonly Tabulate<Data>[];
  readonly caption: JSX.Element;
  /** Whether a control matters in this state; one that does not is left out. */
  readonly uses?: (control: string) => boolean;
  /** The switch between the packages' functions and the learner's, where the figure has one. */
  readonly ownCode?: OwnCode;
  /** Hears a click at a place of a drawing that is `makePickable`. The same can be set by the controls. */
  readonly onPick?: (place: Place) => void;
  /** What the figure can do step by step, and the verb of its button. Its frames come through `data`. */
  readonly animation?: Animation<Data> & { readonly verb: string };
  /** What tells the files of this state from others, beside the values of the controls. */
  readonly fileParts?: readonly string[];
  /** For a hero: the caption and the downloads are left out. */
  readonly compact?: boolean | undefined;
}

/** What every figure has: title, picture, controls, reset, link, notices, summary, caption. */
export function FigureFrame<Data extends object>(props: FigureFrameProps<Data>): JSX.Element {
  const id = createUniqueId();
  // One figure for the life of the frame.
  const figure = props.figure;
  const seedName = seedControl(figure.controls);
  const [isMissing, setMissing] = createSignal(false);

  // Sixty announcements a second help nobody: the text is read out when the motion rests.
  const isPlaying = () => props.animation?.state() === "playing";
  // A compact figure has the button in place of the field; elsewhere a seed that does not matter has neither.
  const drawsAnew = () => seedName !== undefined && (props.compact || (props.uses?.(seedName) ?? true));
  let root!: HTMLElement;
  onMount(() => props.animation?.watch(root));

  function reset(): void {
    props.animation?.clear();
    figure.reset();
  }

  /** The drawing that the reader now sees, as a document of its own. */
  function svg(): string | undefined {
    if (isMissing()) {
      figure.say("There is no picture of this state to save, since what draws it could not be loaded.");
      return undefined;
    }
    const shown = [...root.querySelectorAll<HTMLElement>("[data-layout]")].find(
      (layout) => layout.offsetParent !== null,
    );
    return standaloneSvg([...(shown?.querySelectorAll<SVGSVGElement>(":scope > svg") ?? [])], {
      title: props.title,
      description: root.querySelector("[data-figure-summary]")?.textContent ?? "",
      paper: getComputedStyle(root).getPropertyValue("--vp-paper"),
    });
  }

  return (
    <figure
      ref={root}
      class="vp-figure not-content"
      data-figure={figure.name}
      aria-labelledby={`${id}-title`}
      // A hand on its way to a control, or a key: what draws is fetched before it is needed.
      onPointerEnter={() => figure.use()}
      onFocusIn={() => figure.use()}
    >
      <p class="vp-title" id={`${id}-title`}>
        {props.title}
      </p>
      <PlotArea
        drawing={props.drawing}
        data={props.data}
        isWanted={figure.inUse()}
        onMissing={setMissing}
        onProblem={(problem) => figure.say(problem)}
        onPick={(place) => figure.alive() && props.onPick?.(place)}
        label={props.plotLabel}
        describedBy={`${id}-summary`}
      />
      <fieldset class="vp-controls" disabled={!figure.alive()}>
        <legend class="vp-unseen">Controls</legend>
        <For each={Object.entries(figure.controls)}>
          {([name, control]) => (
            <Show when={props.uses?.(name) ?? true}>
              <ControlField
                id={`${id}-${name}`}
                name={`${figure.name}.${name}`}
                control={control}
                value={figure.values()[name] as number | string | boolean}
                onSet={(value) => figure.set(name, value)}
                onText={(text) => figure.setFromText(name, text)}
              />
            </Show>
          )}
        </For>
        <Show when={props.ownCode?.isOffered()}>
          <div class="vp-field" data-figure-own-code>
            <label for={`${id}-own-code`}>Run on my code</label>
            <input
              id={`${id}-own-code`}
              type="checkbox"
              autocomplete="off"
              checked={props.ownCode?.isOn() ?? false}
              onChange={(event) => props.ownCode?.turn(event.currentTarget.checked)}
            />
          </div>
        </Show>
        <div class="vp-actions">
          <Show when={props.animation}>
            {(animation) => <AnimationButtons animation={animation()} verb={animation().verb} />}
          </Show>
          <Show when={drawsAnew() ? seedName : undefined}>
            {(name) => (
              <button
                type="button"
                onClick={() => figure.set(name(), nextSeed(figure.values()[name()] as number))}
              >
                New seed
              </button>
            )}
          </Show>
          <button type="button" onClick={reset}>
            Reset
          </button>
          <CopyLink figure={figure} />
          <Show when={!props.compact}>
            <Downloads
              data={props.data}
              tables={props.tables}
              fileName={(parts, ending) =>
                fileName(
                  { name: figure.name, controls: figure.controls, values: figure.values() },
                  (control) => props.uses?.(control) ?? true,
                  [...(isByOwnCode(props.data) ? ["own-code"] : []), ...(props.fileParts ?? []), ...parts],
                  ending,
                )
              }
              svg={svg}
            />
          </Show>
        </div>
      </fieldset>
      <p class="vp-no-script">The controls need JavaScript; the picture shows the values beside them.</p>
      <div class="vp-notices" role="status" data-figure-notices>
        <For each={figure.notices()}>{(notice) => <p>{notice}</p>}</For>
        <Show when={isMissing()}>
          <p>
            The picture shows another state: what draws it could not be loaded. Move a control to try again.
          </p>
        </Show>
      </div>
      {/* Hydration leaves the text of the build in place while there is no other. */}
      <p
        class="vp-summary"
        id={`${id}-summary`}
        aria-live={isPlaying() ? "off" : "polite"}
        data-figure-summary
      >
        {props.data && props.describe(props.data)}
        <Show when={isByOwnCode(props.data)}> Your own functions computed this.</Show>
      </p>
      <Show when={!props.compact}>
        <figcaption>{props.caption}</figcaption>
      </Show>
    </figure>
  );
}

function CopyLink(props: { readonly figure: FigureState }): JSX.Element {
  const [outcome, setOutcome] = createSignal("");
  createEffect(on(props.figure.values, () => setOutcome("")));
  const copy = async () => {
    const link = props.figure.link();
    try {
      await navigator.clipboard.writeText(link);
      setOutcome("Link copied.");
    } catch {
      // Refused, or the page is not served over HTTPS: the reader can copy the link from here.
      setOutcome(link);
    }
  };
  return (
    <>
      <button type="button" onClick={copy}>
        Copy link
      </button>
      <span class="vp-copied" role="status">
        {outcome()}
      </span>
    </>
  );
}

function seedControl(controls: Controls): string | undefined {
  return Object.keys(controls).find((name) => controls[name]?.kind === "seed");
}

// The next number, not a random one: going on and coming back is then possible by hand.
function nextSeed(seed: number): number {
  return (seed + 1) % (largestSeed + 1);
}
