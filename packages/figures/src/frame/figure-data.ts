import { type Accessor, createEffect, createSignal } from "solid-js";
import type { Controls, StateOf } from "./controls.ts";
import type { FigureState } from "./figure-state.ts";

/**
 * What a figure shows, computed from its values: at build time, and in the browser from the moment on that someone uses
 * the figure. Undefined before that: the page then holds the picture and the text of the build.
 *
 * `compute` may answer later. The newest values win: an answer that comes after one for newer values is dropped.
 */
export function createFigureData<C extends Controls, Data extends object>(
  figure: FigureState<C>,
  compute: (values: StateOf<C>) => Data | Promise<Data>,
): Accessor<Data | undefined> {
  if (import.meta.env.SSR) {
    const data = compute(figure.values());
    if (data instanceof Promise) throw new Error(`At build time ${figure.name} must be computed at once.`);
    return () => data;
  }
  const [data, setData] = createSignal<Data>();
  let newest = 0;
  createEffect(() => {
    if (!figure.inUse()) return;
    newest += 1;
    const turn = newest;
    const show = (computed: Data) => {
      if (turn === newest) setData(() => computed);
    };
    const fail = (error: unknown) => {
      if (turn === newest) figure.say(`This could not be computed: ${String(error)}`);
    };
    try {
      const computed = compute(figure.values());
      if (computed instanceof Promise) computed.then(show, fail);
      else show(computed);
    } catch (error) {
      fail(error);
    }
  });
  return data;
}
