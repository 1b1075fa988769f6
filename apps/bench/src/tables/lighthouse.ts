import { time } from "../command.ts";
import { root } from "../course-copy.ts";
import type { Table } from "../table.ts";

/** What Lighthouse says of one page of each kind; apps/lighthouse measures and words it. */
export const lighthouse: Table = {
  name: "lighthouse",
  measure({ pairs, say }) {
    say(`Lighthouse on each kind of page, ${pairs} times; a run takes ten seconds`);
    const line = [process.execPath, "apps/lighthouse/src/lighthouse.ts", "--runs", String(pairs)] as const;
    const { printed, output } = time({ name: "pnpm lighthouse", folder: root, line });
    // A page that is not full is a result, and the table says so; without a table there is none.
    if (!printed.includes("|")) throw new Error(`pnpm lighthouse measured nothing.\n\n${output.trim()}`);
    return printed.trim();
  },
};
