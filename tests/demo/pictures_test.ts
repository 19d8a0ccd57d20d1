import assert from "node:assert/strict";
import { ownLooks, picture } from "../../src/demo/pictures.ts";
import { demoCategories, demoProducts } from "../../src/demo/shop.ts";

const everything = [...demoCategories, ...demoProducts];
const drawing = (path: string): string => picture(path) ?? assert.fail(`no picture at ${path}`);
const unescaped = (text: string): string => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

/** What makes the text no well-formed XML, as far as these pictures use it, or null. */
function flaw(xml: string): string | null {
  const open: string[] = [];
  const tag = /<(\/?)([a-z]+)((?: [A-Za-z-]+="[^"<&]*")*)(\/?)>/y;
  let at = 0;
  while (at < xml.length) {
    tag.lastIndex = at;
    const found = tag.exec(xml);
    if (found === null) {
      const text = /^(?:[^<>&]|&#\d+;)+/.exec(xml.slice(at))?.[0];
      if (text === undefined || open.length === 0) return `at ${xml.slice(at, at + 40)}`;
      at += text.length;
      continue;
    }
    const [whole, closes, name = "", attributes = "", empty] = found;
    const names = [...attributes.matchAll(/ ([A-Za-z-]+)=/g)].map(([, each]) => each);
    if (new Set(names).size !== names.length) return `an attribute twice in ${whole}`;
    if (closes && open.pop() !== name) return `${whole} closes another element`;
    if (!closes && !empty) open.push(name);
    at += whole.length;
    if (open.length === 0 && at < xml.length) return "more than one root";
  }
  return open.length === 0 ? null : `${open.join(" ")} not closed`;
}

Deno.test("the check of well-formedness sees what is not", () => {
  assert.equal(flaw(`<a b="c"><d/>e &#38; f</a>`), null);
  for (const bad of ["<a>", "<a></b>", "<a/><a/>", "<a b=c/>", "<a>&</a>", `<a b="c" b="d"/>`, "e"]) {
    assert.ok(flaw(bad), bad);
  }
});

Deno.test("every picture in the shop is well-formed, titled SVG of less than 2 KB", () => {
  for (const { name, picture: path } of everything) {
    const svg = drawing(path);
    assert.equal(flaw(svg), null, path);
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 600 600"/);
    assert.equal(unescaped(/<title>(.*)<\/title>/.exec(svg)?.[1] ?? ""), name);
    assert.ok(new TextEncoder().encode(svg).length < 2048, path);
    assert.doesNotMatch(svg, /undefined|NaN/);
  }
});

Deno.test("no picture runs a script or asks anything of another host", () => {
  for (const { picture: path } of everything) {
    const drawn = drawing(path).replace(` xmlns="http://www.w3.org/2000/svg"`, "");
    assert.doesNotMatch(drawn, /<script|<style|<image|<use|foreignObject|href|url\(|:\/\/| on\w+=/i, path);
  }
});

Deno.test("a path that nothing in the shop has gives null", () => {
  for (const path of ["", "/media/", "/media/none.svg", "/media/White-Jacket.svg", "white-jacket.svg", "constructor"]) {
    assert.equal(picture(path), null, path);
  }
});

Deno.test("a product drawn in its own way does not look like the others of its category", () => {
  const shapes = (name: string): string => {
    const product = demoProducts.find((each) => each.name.includes(name)) ?? assert.fail(name);
    return drawing(product.picture).replace(/<title>.*<\/title>/, "").replace(/#[0-9a-f]+/g, "");
  };
  const own = ["Kurta", "T-Shirt", "Saree", "Slippers", "Sandals", "Boots", "Topi", "Shawl", "Bowl", "Tote", "Opéra"];
  assert.equal(new Set(own.map(shapes)).size, own.length);
});

Deno.test("every look of its own is some product's", () => {
  const names = demoProducts.map(({ picture: path }) => path);
  for (const name of Object.keys(ownLooks)) assert.ok(names.includes(`/media/${name}.svg`), name);
});
