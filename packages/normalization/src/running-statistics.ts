import {
  checkCount,
  checkMatrix,
  checkSettings,
  failure,
  type Matrix,
  power,
  shapeOf,
} from "@vanishing/core";
import { type Convention, type ConventionName, conventionOf, weightOfNew } from "./conventions.ts";
import { columnOf } from "./line.ts";
import { copyStatistic } from "./normalize-with.ts";
import { momentsOf } from "./standardization.ts";

/** Running statistics as plain numbers, for a file. `JSON.stringify(statistics)` writes this. */
export interface RunningStatisticsRecord {
  readonly mean: readonly number[];
  readonly variance: readonly number[];
  /** How many batches went into them. */
  readonly batches: number;
}

/**
 * Mean and variance of each feature over the batches seen so far, with older batches counting less: r ← (1 − w) r + w s
 * for the statistic s of each batch. They start from mean 0 and variance 1, and are kept in float64.
 *
 * After t batches of the same statistic s they are r_t = (1 − w)^t r₀ + (1 − (1 − w)^t) s. They do not pass gradients.
 */
export class RunningStatistics {
  readonly features: number;
  readonly convention: Convention;
  readonly #mean: Float64Array;
  readonly #variance: Float64Array;
  /** Where the statistics of a batch wait until all of them are known to be finite. */
  readonly #batchMean: Float64Array;
  readonly #batchVariance: Float64Array;
  #batches = 0;

  /**
   * @param convention how they follow the batches. Default `"pytorch"`
   * @throws when features is not a whole number from 1 on, or the convention is not known or not whole.
   */
  constructor(features: number, convention: ConventionName | Convention = "pytorch") {
    checkCount("new RunningStatistics", "features", features, 1);
    this.features = features;
    this.convention = conventionOf("new RunningStatistics", convention);
    this.#mean = new Float64Array(features);
    this.#variance = new Float64Array(features);
    this.#batchMean = new Float64Array(features);
    this.#batchVariance = new Float64Array(features);
    this.reset();
  }

  /** Running mean of each feature. A copy. */
  get mean(): Float64Array {
    return this.#mean.slice();
  }

  /** Running variance of each feature, biased or unbiased as the convention says. A copy. */
  get variance(): Float64Array {
    return this.#variance.slice();
  }

  /** How many batches went into them since the last reset. */
  get batches(): number {
    return this.#batches;
  }

  /**
   * Follows one batch `(batch, features)`.
   *
   * @throws when it is no matrix of this width with at least 2 examples, or a feature has no finite mean and variance.
   * Nothing has changed then.
   */
  update(batch: Matrix): void {
    const name = "RunningStatistics.update";
    checkMatrix(name, batch);
    if (batch.rows < 2 || batch.columns !== this.features) {
      throw failure(
        name,
        `a batch of at least 2 examples of ${this.features} features`,
        shapeOf(batch),
        "pass the batch that was normalised, one example a row",
      );
    }
    const { storedVariance } = this.convention;
    const correction = storedVariance === "unbiased" ? batch.rows / (batch.rows - 1) : 1;
    for (let feature = 0; feature < this.features; feature++) {
      const { mean, variance } = momentsOf(batch, columnOf(batch, feature));
      if (!Number.isFinite(variance)) {
        throw failure(
          name,
          `feature ${feature} to have a finite variance`,
          String(variance),
          "look for NaN, Infinity or entries above 1e150 in the batch, and for a loss that diverged",
        );
      }
      this.#batchMean[feature] = mean;
      this.#batchVariance[feature] = variance * correction;
    }
    const weight = weightOfNew(this.convention);
    follow(this.#mean, this.#batchMean, weight);
    follow(this.#variance, this.#batchVariance, weight);
    this.#batches++;
  }

  /**
   * What the batches alone say, without the start from mean 0 and variance 1: (r_t − (1 − w)^t r₀) / (1 − (1 − w)^t). It
   * matters in the first batches only.
   *
   * @throws before the first batch, and when new batches have no weight.
   */
  corrected(): { readonly mean: Float64Array; readonly variance: Float64Array } {
    const ofStart = power(1 - weightOfNew(this.convention), this.#batches);
    if (ofStart === 1) {
      throw failure(
        "RunningStatistics.corrected",
        "at least one batch, with a weight above 0",
        `${this.#batches} batches`,
        "call update(batch) first, or train a step",
      );
    }
    return {
      mean: this.#mean.map((mean) => mean / (1 - ofStart)),
      // Of equal entries nothing is left but rounding, which must not be negative.
      variance: this.#variance.map((variance) => Math.max(0, (variance - ofStart) / (1 - ofStart))),
    };
  }

  /** Back to mean 0, variance 1 and no batches. */
  reset(): void {
    this.#mean.fill(0);
    this.#variance.fill(1);
    this.#batches = 0;
  }

  /** The statistics as plain numbers. `restore` reads them again. */
  toJSON(): RunningStatisticsRecord {
    return { mean: [...this.#mean], variance: [...this.#variance], batches: this.#batches };
  }

  /**
   * Takes over statistics that `toJSON` or a framework has written.
   *
   * @throws when they are of another width, not finite, a variance is negative, or batches is not a count. Nothing has
   * changed then.
   */
  restore(record: RunningStatisticsRecord): void {
    const name = "RunningStatistics.restore";
    checkSettings(name, record, "restore({ mean, variance, batches })");
    const mean = copyStatistic(name, "mean", record.mean);
    const variance = copyStatistic(name, "variance", record.variance);
    checkCount(name, "batches", record.batches, 0);
    if (mean.length !== this.features || variance.length !== this.features) {
      throw failure(
        name,
        `${this.features} means and variances, one for each feature`,
        `${mean.length} and ${variance.length}`,
        "restore the statistics of the same layer",
      );
    }
    this.#mean.set(mean);
    this.#variance.set(variance);
    this.#batches = record.batches;
  }
}

/** r ← (1 − w) r + w s, entry by entry. */
function follow(running: Float64Array, statistic: Float64Array, weight: number): void {
  statistic.forEach((value, feature) => {
    running[feature] = (1 - weight) * (running[feature] as number) + weight * value;
  });
}
