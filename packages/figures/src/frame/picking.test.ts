import { expect, test } from "vitest";
import { makePickable, placeIn } from "./picking.ts";
import { plotDocument } from "./plot-document.ts";

const box = { left: 100, bottom: 300, width: 200, height: 100 };

test.each([
  ["the lower left corner", 100, 300, { across: 0, up: 0 }],
  ["the upper right corner", 300, 200, { across: 1, up: 1 }],
  ["a place between", 150, 275, { across: 0.25, up: 0.25 }],
  ["a pixel beyond the edge", 301, 301, { across: 1, up: 0 }],
])("%s is a place in the box", (_, clientX, clientY, place) => {
  expect(placeIn(box, { clientX, clientY })).toEqual(place);
});

test("a drawing with a frame can be picked from, and one without is left as it is", () => {
  const svg = plotDocument.createElement("div");
  svg.innerHTML = '<rect aria-label="frame"></rect><rect aria-label="dot"></rect>';
  expect(makePickable(svg).querySelectorAll("[data-pick]")).toHaveLength(1);
  // With facets Plot names the group of the frames, one a facet.
  svg.innerHTML = '<g aria-label="frame"><g><rect></rect></g><g><rect></rect></g></g>';
  expect(makePickable(svg).querySelectorAll("rect[data-pick]")).toHaveLength(2);
  svg.innerHTML = "<rect></rect>";
  expect(makePickable(svg).querySelector("[data-pick]")).toBeNull();
});
