import { createRunner, type Runner } from "./runner.ts";

const runners = new Map<string, Runner>();

/**
 * The one runner of the page, for all that calls what texts define: its frame is loaded once, by the first call.
 *
 * @param address the address of runner.html
 */
export function sharedRunner(address: string): Runner {
  const runner = runners.get(address) ?? createRunner(address, document.body);
  runners.set(address, runner);
  return runner;
}
