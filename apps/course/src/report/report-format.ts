import { subjects } from "@vanishing/catalogue";
import { z } from "zod";

const testResult = z.strictObject({
  path: z.array(z.string()).min(1).describe("the names of the test's groups, then its own"),
  name: z.string().describe("the path on one line"),
  passed: z.boolean(),
  message: z
    .string()
    .optional()
    .describe("why it failed; begins with TODO where the function is not written yet"),
  task: z.string().optional().describe("the learner's function that the test is about"),
});

const lessonResult = z.strictObject({
  number: z.int().min(0),
  slug: z.string().describe("the lesson's identity; its number can change"),
  title: z.string(),
  package: z.enum(subjects),
  starter: z.string().describe("the version of the starter: a hash of its text"),
  passed: z.boolean(),
  testsPassed: z.int().min(0),
  tests: z
    .array(testResult)
    .describe("in the suite's order; those that came to a verdict, where there is a problem"),
  problem: z.string().optional().describe("what kept the exercise from being checked to the end"),
  recognised: z
    .array(z.strictObject({ name: z.string(), task: z.string(), misunderstanding: z.string() }))
    .describe("the known mistakes that the learner's wrong values match"),
  seconds: z.number().min(0).describe("how long the lesson's check took"),
});

/** What `pnpm course report --json` writes. */
export const reportFormat = z
  .strictObject({
    format: z.literal("vanishing-point-report"),
    version: z.literal(1),
    at: z.iso.datetime().describe("when the report was made"),
    passed: z.boolean().describe("whether all lessons of the report pass"),
    lessons: z.array(lessonResult),
  })
  .meta({ title: "A report of the course Vanishing Point" });

export type LessonResult = z.infer<typeof lessonResult>;
export type Report = z.infer<typeof reportFormat>;

/** The format as a JSON Schema, for those who read reports with other tools. */
export function reportJsonSchema(): object {
  return z.toJSONSchema(reportFormat);
}
