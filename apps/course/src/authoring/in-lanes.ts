/**
 * Works on some items, a few at a time, and gives what comes of each in their order, as soon as it and all before it are done.
 *
 * @param lanes how many are worked on at once
 */
export async function* inLanes<Item, Result>(
  items: readonly Item[],
  lanes: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const results = items.map((item) => ({ item, ...Promise.withResolvers<Result>() }));
  const waiting = results.values();
  const lane = async () => {
    for (const { item, resolve, reject } of waiting) await work(item).then(resolve, reject);
  };
  for (let i = 0; i < lanes; i++) void lane();
  for (const { promise } of results) {
    // A failure is told when its turn comes, and until then it is nobody's.
    promise.catch(() => undefined);
  }
  for (const { promise } of results) yield await promise;
}
