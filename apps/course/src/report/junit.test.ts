import { Window } from "happy-dom";
import { expect, test } from "vitest";
import type { LessonPage } from "../learner/lesson-pages.ts";
import { junit } from "./junit.ts";
import { lessonResult } from "./lesson-result.ts";

const page: LessonPage = {
  number: 3,
  slug: "saturation",
  folder: "03-saturation",
  title: 'Saturation & "other" <things>',
  description: "What the slopes of sigmoid and tanh can be.",
  lesson: { package: "activations", minutes: 30, writes: ["sigmoid"], buildsOn: [] },
  starter: "abc",
};
const hostile = "first ]]> \0 \u001b[31mred <script>&amp; ' \" 😀 \ud83d \uffff\r\n\tsecond &#0; line";
const harmless = "first ]]> � red <script>&amp; ' \" 😀 � �\n\tsecond &#0; line";

function parsed(outcome: Parameters<typeof lessonResult>[1]) {
  const lessons = [lessonResult(page, outcome, 1.23456)];
  const xml = junit({
    format: "vanishing-point-report",
    version: 1,
    at: "2026-01-01T00:00:00.000Z",
    passed: false,
    lessons,
  });
  return { xml, document: new new Window().DOMParser().parseFromString(xml, "application/xml") };
}

const lineEnds = (text: string | undefined) => text?.replaceAll("\r\n", "\n");

test("holds what comes from a learner's code as text, in every place where it can stand", () => {
  const { xml, document } = parsed({
    tests: [{ path: ["sigmoid", hostile], state: "failed", message: hostile }],
    problem: hostile,
    recognised: [{ name: "m", task: "sigmoid", misunderstanding: hostile, hint: "" }],
    tasks: ["sigmoid"],
  });
  expect(xml).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
  expect(document.querySelector("parsererror, script")).toBeNull();
  expect(document.querySelector("testsuite")?.getAttribute("name")).toBe(`Lesson 3: ${page.title}`);
  for (const place of ["failure", "error", "system-out"]) {
    expect(lineEnds(document.querySelector(place)?.textContent)).toContain(harmless);
  }
  expect(document.querySelector("failure")?.getAttribute("message")).toBe(
    "first ]]> � red <script>&amp; ' \" 😀 � �",
  );
});

test("calls a suite without tests an error", () => {
  const { document } = parsed({ tests: [], problem: undefined, recognised: [], tasks: [] });
  expect(document.querySelector("error")?.textContent).toContain("The suite has no checks.");
  expect(document.querySelector("testsuite")?.getAttribute("time")).toBe("1.235");
});
