import { availableParallelism, cpus, totalmem, type } from "node:os";

/** What one must know of a machine to read its times: processor, cores, memory, operating system, Node. */
export function machine(): string {
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const cores = availableParallelism();
  return `${cpus()[0]?.model.trim() || "unknown processor"}, ${cores} core${cores === 1 ? "" : "s"}, ${gibibytes} GiB, ${type()} ${process.arch}, Node ${process.versions.node}`;
}
