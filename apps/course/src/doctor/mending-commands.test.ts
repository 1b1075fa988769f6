import { expect, test } from "vitest";
import { grantWriting, moveAway } from "./mending-commands.ts";

const ada = { user: "ada", isOthers: false };

test("permission is granted with chmod, and ownership taken back where someone else has it", () => {
  const places = ["lessons/03-saturation", ".course"];
  expect(grantWriting(places, { ...ada, platform: "linux" })).toBe(
    'chmod -R u+rwX "lessons/03-saturation" ".course"',
  );
  expect(grantWriting(["."], { ...ada, isOthers: true, platform: "darwin" })).toBe(
    'sudo chown -R "ada" "." && chmod -R u+rwX "."',
  );
});

test("permission is granted with attrib and icacls on Windows, in words that both of its shells know", () => {
  expect(grantWriting(["lessons/03-saturation"], { ...ada, platform: "win32" })).toBe(
    'attrib -R "lessons\\03-saturation" /S /D   and   icacls "lessons\\03-saturation" /grant "ada:M" /T',
  );
});

test("a file is moved away under a name beside its own", () => {
  expect(moveAway([".course"], "linux")).toBe('mv ".course" ".course.old"');
  expect(moveAway(["node_modules/.cache"], "win32")).toBe('ren "node_modules\\.cache" ".cache.old"');
});
