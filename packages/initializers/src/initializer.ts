import type { Source } from "@vanishing/activations";
import type { Matrix, Precision, Random } from "@vanishing/core";

/** The shape of a weight: x `(batch, fan-in)` · W `(fan-in, fan-out)`. Both are whole numbers from 1 on. */
export interface Fans {
  /** Inputs of a unit: rows of the weight */
  readonly fanIn: number;
  /** Units that read an input: columns of the weight */
  readonly fanOut: number;
}

/** What every initialiser takes. */
export interface WeightSettings extends Fans {
  /** Default `"f32"` */
  readonly precision?: Precision;
}

/** A shape, and a gain by which every entry is scaled. */
export interface GainSettings extends WeightSettings {
  /** Finite, from 0 on. Its default is 1, unless the initialiser says otherwise. */
  readonly gain?: number;
}

/** Which fan divides the variance: the fan-in keeps lengths forward, the fan-out keeps gradients backward, `average` is between. */
export type FanMode = "fanIn" | "fanOut" | "average";

/** A shape, and the settings of all initialisers. Which of them a row takes, its `settings` tells. */
export interface InitializerSettings extends GainSettings {
  readonly mode?: FanMode;
  readonly value?: number;
  readonly limit?: number;
  readonly standardDeviation?: number;
  readonly connections?: number;
  readonly inputs?: Matrix;
  readonly tolerance?: number;
  readonly maximumTries?: number;
}

/** The name of a setting besides the shape. */
export type OwnSetting = Exclude<keyof InitializerSettings, keyof WeightSettings>;

/** One row of the table of initialisers: a way to fill a weight `(fan-in, fan-out)`, with all that the course needs to know of it. */
export interface Initializer {
  /** The key of the row in `initializers`; also the name of its function. */
  readonly id: string;
  /** What a reader sees: "He normal". */
  readonly name: string;
  /** TeX of the rule, with W for the weight, n_in and n_out for the fans, g for the gain. */
  readonly rule: string;
  /** The rule in words. */
  readonly inWords: string;
  /** The settings that it takes besides fans and precision, with their defaults; undefined: it must be given. */
  readonly settings: Readonly<Partial<Record<OwnSetting, number | string | undefined>>>;
  /** A weight from a stream of random numbers; the same seed gives the same bits. Rows that draw nothing ignore the stream. */
  draw(random: Random, settings: InitializerSettings): Matrix;
  /**
   * The mean over the entries of E[w²]. Random entries have mean 0, so that it is their variance; for a fixed weight such as the identity
   * it is the mean square. Either way a batch of independent inputs with mean 0 and mean square q comes out with mean square
   * fanIn · variance · q.
   */
  variance(settings: InitializerSettings): number;
  /** The publication to cite. */
  readonly source: Source;
}
