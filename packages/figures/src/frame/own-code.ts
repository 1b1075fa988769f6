import { type Accessor, createEffect, createSignal, on } from "solid-js";
import type { Controls } from "./controls.ts";
import type { FigureState } from "./figure-state.ts";

/** What a page offers to its figures once the learner's exercise has passed. */
export interface OwnCodeOffer {
  /** The lesson's slug. */
  readonly lesson: string;
  /**
   * Calls `compute` of the module `MODEL-own-code.ts` on the learner's functions, where they can do no harm.
   *
   * @throws with the reason in words
   */
  evaluate(model: string, values: unknown): Promise<unknown>;
}

const [offer, setOffer] = createSignal<OwnCodeOffer>();

/** Lets the figures of a page run on the learner's functions from now on, or no longer. */
export function offerOwnCode(next: OwnCodeOffer | undefined): void {
  setOffer(() => next);
}

/** Marks data that the learner's functions have computed. */
const byOwnCode = "byOwnCode";

/** Whether the learner's functions have computed these data. */
export function isByOwnCode(data: object | undefined): boolean {
  return data !== undefined && Object.hasOwn(data, byOwnCode);
}

/** A figure's switch between the packages' functions and the learner's. */
export interface OwnCode {
  /** Whether there is something to switch to. */
  readonly isOffered: Accessor<boolean>;
  readonly isOn: Accessor<boolean>;
  turn(on: boolean): void;
  /** A figure's data, by the learner's functions. Where they give none, the switch goes off, and the reason is said. */
  compute<Data extends object>(values: unknown): Promise<Data>;
}

/**
 * @param lesson the slug of the lesson whose exercise has the functions
 * @param model the name of the model, which has a file `MODEL-own-code.ts`
 */
export function createOwnCode<C extends Controls>(
  figure: FigureState<C>,
  lesson: string,
  model: string,
): OwnCode {
  const [isOn, setOn] = createSignal(false);
  const offered = () => (offer()?.lesson === lesson ? offer() : undefined);
  createEffect(
    on(offered, (now) => {
      if (now === undefined) setOn(false);
    }),
  );
  return {
    isOffered: () => offered() !== undefined,
    isOn,
    turn(on) {
      figure.use();
      setOn(on);
    },
    async compute<Data extends object>(values: unknown): Promise<Data> {
      try {
        const data = await offered()?.evaluate(model, values);
        if (typeof data !== "object" || data === null) throw new Error("Nothing came of it.");
        return { ...data, [byOwnCode]: true } as unknown as Data;
      } catch (error) {
        setOn(false);
        figure.say(`Your code cannot drive this figure: ${(error as Error).message}`);
        throw error;
      }
    },
  };
}
