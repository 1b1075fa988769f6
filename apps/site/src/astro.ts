// Runs Astro's own command line: `node src/astro.ts build`, `node src/astro.ts dev --port 3000`.
import { readAddress } from "./address.ts";

// The course makes no request to anyone else. Astro reads this before any configuration.
process.env.ASTRO_TELEMETRY_DISABLED = "1";

try {
  readAddress(process.env);
} catch (error) {
  // Astro would wrap the message in a stack trace of its own.
  console.error((error as Error).message);
  process.exit(1);
}

await import(new URL("bin/astro.mjs", import.meta.resolve("astro/package.json")).href);
