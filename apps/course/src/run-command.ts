/**
 * Runs a command and ends the process with its exit code, when all of its output is written. An error that the command did not meet
 * itself is told in one sentence: a learner has no use for a stack trace of ours.
 */
export async function runCommand(
  main: (words: readonly string[]) => number | Promise<number>,
): Promise<never> {
  const [first, ...rest] = process.argv.slice(2);
  // npm's habit of putting -- before a script's words does no harm here.
  const words = first === undefined || first === "--" ? rest : [first, ...rest];
  const code = await runOrTell(main, words);
  await written(process.stdout);
  await written(process.stderr);
  process.exit(code);
}

async function runOrTell(
  main: (words: readonly string[]) => number | Promise<number>,
  words: readonly string[],
): Promise<number> {
  try {
    return await main(words);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}
