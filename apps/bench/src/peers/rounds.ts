/** What takes turns with others in being measured. */
export interface Turn {
  /** In how many of the rounds it takes part, from the first on. */
  readonly rounds: number;
  /** Measures it once. */
  take(): Promise<number>;
}

/**
 * Lets everyone take a turn in each round, and begins each round with the next one, so that nobody always follows the same
 * neighbour's heat and garbage.
 *
 * @returns what each has measured, by turn and round
 */
export async function inRounds(turns: readonly Turn[], rounds: number): Promise<number[][]> {
  const measured: number[][] = turns.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let place = 0; place < turns.length; place++) {
      const at = (place + round) % turns.length;
      const turn = turns[at] as Turn;
      if (round < turn.rounds) measured[at]?.push(await turn.take());
    }
  }
  return measured;
}

/** How a contender is measured, by the milliseconds that a step of it takes. */
export interface Plan {
  /** Steps in a row, so that the clock's resolution does not show. */
  readonly steps: number;
  readonly rounds: number;
}

/** The least time of a turn, in milliseconds: a page's clock goes by steps of a tenth. */
const leastTurn = 50;

/** What all turns of a contender may take, in milliseconds, unless three rounds take longer. */
const budget = 4000;
const fewestRounds = 3;

/** As many rounds as asked for, or as its budget allows. */
export function planFor(stepMilliseconds: number, rounds: number): Plan {
  const steps = Math.max(1, Math.ceil(leastTurn / stepMilliseconds));
  const affordable = Math.floor(budget / (steps * stepMilliseconds));
  return { steps, rounds: Math.min(rounds, Math.max(fewestRounds, affordable)) };
}
