import assert from "node:assert/strict";
import { picture } from "../../src/demo/pictures.ts";
import { demoCategories, demoProducts } from "../../src/demo/shop.ts";

Deno.test("every picture of the demo shop is drawn, small, and asks nothing of any other place", () => {
  for (const { name, picture: path } of [...demoCategories, ...demoProducts]) {
    const svg = picture(path) ?? "";
    assert.ok(svg.startsWith("<svg ") && svg.endsWith("</svg>"), name);
    assert.ok(svg.length < 2048, name);
    assert.doesNotMatch(svg.replace("http://www.w3.org/2000/svg", ""), /script|href|https?:|on\w+=/i);
  }
  assert.equal(picture("/media/none.svg"), null);
});

Deno.test("names and pictures of the demo shop stand once, categories exist, amounts add up", () => {
  for (const field of ["name", "picture"] as const) {
    assert.equal(new Set(demoProducts.map((product) => product[field])).size, demoProducts.length);
  }
  for (const { category, price, stock, variants } of demoProducts) {
    assert.ok(demoCategories.some(({ slug }) => slug === category));
    assert.ok(Number.isSafeInteger(price) && price > 0);
    if (variants.length === 0) continue;
    assert.equal(stock, variants.reduce((sum, variant) => sum + variant.stock, 0));
    assert.equal(price, variants[0]?.price);
    assert.equal(new Set(variants.map(({ options }) => JSON.stringify(options))).size, variants.length);
  }
  assert.ok(demoProducts.filter(({ category }) => category === "cakes").every(({ variants }) => variants.length > 1));
  assert.ok(demoProducts.some(({ stock }) => stock === 0));
});
