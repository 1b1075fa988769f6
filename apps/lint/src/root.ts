import { join } from "node:path";

/** The folder that holds the whole course. */
export const root = join(import.meta.dirname, "../../..");
