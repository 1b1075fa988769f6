import {
  type ExpectStatic,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  type MatcherState,
  setState,
} from "@vitest/expect";
import * as chai from "chai";

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

// The plugins add `extend` to chai's expect with the expect to be extended as its first argument.
const plain = chai.expect as unknown as {
  extend(expect: ExpectStatic, matchers: Parameters<ExpectStatic["extend"]>[0]): void;
};

/** vitest's `expect`, from the package that vitest takes it from; without `soft`, `poll` and what else needs a running test. */
export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
) as unknown as ExpectStatic;

expect.getState = () => getState(expect);
expect.setState = (state: Partial<MatcherState>) => setState(state, expect);
expect.extend = (matchers) => plain.extend(expect, matchers);
