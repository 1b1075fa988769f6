import { For, type JSX, Match, Switch } from "solid-js";
import { type ChoiceControl, type Control, largestSeed, type NumberControl } from "./controls.ts";
import { formatNumber } from "./format.ts";

interface ControlFieldProps {
  /** Unique on the page. */
  readonly id: string;
  /** The key in the URL, `products.gain`. */
  readonly name: string;
  readonly control: Control;
  readonly value: number | string | boolean;
  readonly onSet: (value: number | string | boolean) => void;
  /** For a field into which one can type what is not accepted. */
  readonly onText: (text: string) => void;
}

/** One labelled native input for a control. */
export function ControlField(props: ControlFieldProps): JSX.Element {
  const kind = () => props.control.kind;
  return (
    <div class="vp-field">
      <label for={props.id}>{props.control.label}</label>
      <Switch>
        <Match when={kind() === "number"}>
          <Slider {...props} control={props.control as NumberControl} value={props.value as number} />
        </Match>
        <Match when={kind() === "choice"}>
          <select
            id={props.id}
            name={props.name}
            autocomplete="off"
            onChange={(event) => props.onSet(event.currentTarget.value)}
          >
            <For each={Object.entries((props.control as ChoiceControl).options)}>
              {([value, label]) => (
                <option value={value} selected={value === props.value}>
                  {label}
                </option>
              )}
            </For>
          </select>
        </Match>
        <Match when={kind() === "toggle"}>
          <input
            id={props.id}
            name={props.name}
            type="checkbox"
            autocomplete="off"
            checked={props.value as boolean}
            onChange={(event) => props.onSet(event.currentTarget.checked)}
          />
        </Match>
        <Match when={kind() === "seed"}>
          <input
            id={props.id}
            name={props.name}
            type="number"
            autocomplete="off"
            min="0"
            max={largestSeed}
            step="1"
            value={props.value as number}
            onChange={(event) => {
              props.onText(event.currentTarget.value);
              // After a refusal the field must show the seed that is in use.
              event.currentTarget.value = String(props.value);
            }}
          />
        </Match>
      </Switch>
    </div>
  );
}

function Slider(
  props: Omit<ControlFieldProps, "control" | "value"> & {
    readonly control: NumberControl;
    readonly value: number;
  },
): JSX.Element {
  const reading = () => (props.control.format ?? formatNumber)(props.value);
  return (
    <>
      {/* The slider says its own value, so the visible copy does not announce it a second time. */}
      <output for={props.id} aria-live="off">
        {reading()}
      </output>
      <input
        id={props.id}
        name={props.name}
        type="range"
        autocomplete="off"
        min={props.control.min}
        max={props.control.max}
        step={props.control.step}
        value={props.value}
        aria-valuetext={reading()}
        onInput={(event) => props.onSet(event.currentTarget.valueAsNumber)}
      />
    </>
  );
}
