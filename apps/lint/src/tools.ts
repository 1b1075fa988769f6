import { join } from "node:path";
import { root } from "./root.ts";

/** The file in this folder's own node_modules that starts a tool. */
export const tool = (file: string): string => join(root, "apps/lint/node_modules", file);
