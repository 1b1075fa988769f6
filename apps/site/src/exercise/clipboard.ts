/** The longest text that is taken, in characters: many times an exercise. */
const longest = 1_000_000;

const byHand = (command: string) => `Select all in the editor (Ctrl+A, on a Mac Cmd+A) and ${command}.`;

/**
 * Puts an exercise's text on the clipboard.
 *
 * @param file where it goes, such as `lessons/03-saturation/exercise.ts`
 * @returns what came of it, in a sentence or two
 */
export async function copyExercise(text: string, file: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return `Copied. Paste it into ${file}, in place of what is there.`;
  } catch {
    return `The browser does not let the page write to the clipboard. ${byHand("copy")}`;
  }
}

/**
 * Takes an exercise's text from the clipboard, or says why there is none to be had.
 *
 * @param file where it comes from
 */
export async function pastedExercise(
  file: string,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    return { problem: `The browser does not let the page read the clipboard. ${byHand("paste")}` };
  }
  if (text.trim() === "") return { problem: `The clipboard holds no text. Copy all of ${file} first.` };
  if (text.length <= longest) return { text };
  const characters = text.length.toLocaleString("en-GB");
  return {
    problem: `The clipboard holds ${characters} characters; an exercise has some thousand. Nothing was changed.`,
  };
}
