import { type Accessor, batch, createSignal, onCleanup, onMount } from "solid-js";
import { type Controls, initialState, type StateOf, textFromValue, valueFromText } from "./controls.ts";
import { parseState, rejection, serialiseState } from "./url-state.ts";

/** A figure's values, tied to the page's URL while the figure is alive. */
export interface FigureState<C extends Controls = Controls> {
  readonly name: string;
  readonly controls: C;
  readonly values: Accessor<StateOf<C>>;
  /** What was not accepted, in plain sentences. */
  readonly notices: Accessor<readonly string[]>;
  /** False at build time and until the page's JavaScript has taken over. */
  readonly alive: Accessor<boolean>;
  /**
   * Whether the page's own picture is no longer enough: someone reaches for the figure, or it shows other values than
   * those of the build. From then on it is computed and drawn in the browser.
   */
  readonly inUse: Accessor<boolean>;
  /** To be called when someone reaches for the figure. */
  use(): void;
  /** Shows a sentence beside the controls: until a control changes, or as long as the page is open. */
  say(notice: string, stays?: boolean): void;
  set(name: keyof C & string, value: number | string | boolean): void;
  /** Sets what was typed into a field; if it is not accepted, keeps the value and says so. */
  setFromText(name: keyof C & string, text: string): void;
  reset(): void;
  /** The page's whole URL with the state now shown. */
  link(): string;
}

// Browsers refuse more than about 100 history entries in 30 s; a dragged slider would make more.
const urlDelay = 250;

/**
 * Creates the state of the figure `name`. It starts with the controls' initial values, or an author's
 * `start` where given; on the page it then takes over what the URL holds. Throws a RangeError when
 * `start` names an unknown control or a value that the control does not accept.
 */
export function createFigureState<C extends Controls>(
  name: string,
  controls: C,
  start: Partial<StateOf<C>> = {},
): FigureState<C> {
  const defaults = { ...initialState(controls), ...checkedStart(name, controls, start) };
  const [values, setValues] = createSignal<StateOf<C>>(defaults, { equals: sameValues });
  const [notices, setNotices] = createSignal<readonly string[]>([]);
  const [lasting, setLasting] = createSignal<readonly string[]>([]);
  const [alive, setAlive] = createSignal(false);
  const [inUse, setInUse] = createSignal(false);
  let pending: ReturnType<typeof setTimeout> | undefined;

  // The first render must equal the one made at build time, so the URL is read after it.
  onMount(() => {
    const parsed = parseState(name, controls, defaults, location.search);
    batch(() => {
      setValues(() => parsed.state);
      setNotices(parsed.notices);
      setAlive(true);
      if (!sameValues(parsed.state, defaults)) setInUse(true);
    });
  });
  onCleanup(() => clearTimeout(pending));

  const link = () => {
    const search = serialiseState(name, controls, defaults, values(), location.search);
    return `${location.origin}${location.pathname}${search}${location.hash}`;
  };
  const show = (next: StateOf<C>) => {
    batch(() => {
      setInUse(true);
      setValues(() => next);
      setNotices([]);
    });
    clearTimeout(pending);
    pending = setTimeout(() => history.replaceState(history.state, "", link()), urlDelay);
  };
  return {
    name,
    controls,
    values,
    notices: () => [...lasting(), ...notices()],
    alive,
    inUse,
    use: () => setInUse(true),
    say(notice, stays = false) {
      const set = stays ? setLasting : setNotices;
      set((said) => (said.includes(notice) ? said : [...said, notice]));
    },
    link,
    set: (control, value) => show({ ...values(), [control]: value }),
    setFromText(control, text) {
      const accepted = valueFromText(controls[control] as never, text);
      if (accepted !== undefined) show({ ...values(), [control]: accepted });
      else setNotices([rejection(controls[control] as never, text, values()[control] as never)]);
    },
    reset: () => show(defaults),
  };
}

function sameValues(one: StateOf<Controls>, other: StateOf<Controls>): boolean {
  return Object.keys(one).every((name) => one[name] === other[name]);
}

function checkedStart<C extends Controls>(
  figure: string,
  controls: C,
  start: Partial<StateOf<C>>,
): Partial<StateOf<C>> {
  for (const [name, value] of Object.entries(start)) {
    const control = Object.hasOwn(controls, name) ? controls[name] : undefined;
    if (control === undefined) {
      const known = Object.keys(controls).join(", ");
      throw refusal(`The figure ${figure} has no control ${name}; it has ${known}.`);
    }
    const text = textFromValue(control, value as never);
    if (valueFromText(control, text) !== value) {
      throw refusal(`In the start of the figure ${figure}: ${rejection(control, text, control.initial)}`);
    }
  }
  return start;
}

// Astro tries each component before it renders it, and drops the error of the trial: an author would not see why.
function refusal(message: string): RangeError {
  if (import.meta.env.SSR) console.error(message);
  return new RangeError(message);
}
