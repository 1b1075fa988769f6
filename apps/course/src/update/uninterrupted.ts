const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs an action that is done in one go, and lets Ctrl+C wait until then: half of it would be worse than all of it. */
export async function uninterrupted<T>(action: () => T | Promise<T>): Promise<T> {
  const wait = () => {};
  for (const signal of signals) process.on(signal, wait);
  try {
    return await action();
  } finally {
    for (const signal of signals) process.off(signal, wait);
  }
}
