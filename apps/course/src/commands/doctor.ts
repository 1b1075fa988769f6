import { examine } from "../doctor/examine.ts";
import { findingsList } from "../doctor/findings-list.ts";
import { exitCodes } from "../terminal/run-command.ts";

/** Looks at the machine and the course, and tells what is found and the command that mends it. It changes nothing. */
export async function doctor(): Promise<number> {
  const findings = await examine();
  process.stdout.write(findingsList(findings));
  return findings.some(({ state }) => state === "trouble") ? exitCodes.failed : exitCodes.done;
}
