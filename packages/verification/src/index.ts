export { nextDown, nextUp, withNeighbours } from "./floats.ts";
export { type ReadmeExample, readmeExamples } from "./readme-examples.ts";
export { type BigNumber, differentiate, exactly, parse, powerOfTwo } from "./sixty-four-digits.ts";
export { unitsInTheLastPlace } from "./units-in-the-last-place.ts";
