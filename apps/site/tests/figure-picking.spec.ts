import { expect, summaryOf, test, wake } from "./support/site-test.ts";

test("a click in the plane of the phases sets the controls, and the picture follows", async ({
  page,
  site,
}) => {
  await page.goto(`${site}/lessons/edge-of-chaos/`);
  const figure = page.locator("[data-figure=edge-of-chaos]");
  await wake(figure);
  const summary = await summaryOf(figure).innerText();

  const plane = figure.locator("[data-pick]").filter({ visible: true });
  await expect(plane).toHaveCount(1);
  const box = await plane.boundingBox();
  if (!box) throw new Error("The plane is not on the page.");
  await plane.click({ position: { x: 0.75 * box.width, y: 0.5 * box.height } });

  await expect(figure.locator("[name='edge-of-chaos.sigmaW']")).toHaveValue("3");
  await expect(figure.locator("[name='edge-of-chaos.sigmaB']")).toHaveValue("1");
  await expect(summaryOf(figure)).not.toHaveText(summary);
  await expect(summaryOf(figure)).toContainText("σ_w = 3, σ_b = 1: chaotic");
  await expect(page).toHaveURL((url) => url.searchParams.get("edge-of-chaos.sigmaW") === "3");
});

test("a click outside of the plane changes nothing", async ({ page, site }) => {
  await page.goto(`${site}/lessons/edge-of-chaos/`);
  const figure = page.locator("[data-figure=edge-of-chaos]");
  await wake(figure);
  const summary = await summaryOf(figure).innerText();
  await figure.locator("svg").last().click();
  await expect(summaryOf(figure)).toHaveText(summary);
  expect(new URL(page.url()).search).toBe("");
});
