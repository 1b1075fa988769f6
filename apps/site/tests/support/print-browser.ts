// Prints the path of the browser that the tests would take, or nothing where there is none.
import { findBrowser, thisMachine } from "./find-browser.ts";

try {
  console.log(findBrowser(thisMachine()) ?? "");
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
