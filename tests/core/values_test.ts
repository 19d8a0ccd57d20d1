import assert from "node:assert/strict";
import * as v from "valibot";
import { Email, Username } from "../../src/core/values.ts";

const local = "x".repeat(242);

Deno.test("a username is up to 150 letters and digits of any script", () => {
  for (const name of ["nur", "𝒳".repeat(150), "nur@example.com"]) assert.ok(v.is(Username, name), name);
  for (const name of ["", "x".repeat(151), "n u r", "nur!"]) assert.ok(!v.is(Username, name), name);
});

Deno.test("an email is a dot-atom at a domain name", () => {
  for (
    const email of [
      "nur@example.com",
      "Nur.Karki+shop@mail.example.co.uk",
      "o'brien@example.com",
      "#1/{a}=b@example.com",
      "nur@xn--mnchen-3ya.example",
      "nur@shop.xn--h2brj9c",
      "nur@1-2.example",
      `${local}@example.com`,
    ]
  ) assert.ok(v.is(Email, email), email);
  for (
    const email of [
      "",
      "nur",
      "@example.com",
      "nur@",
      "nur@localhost",
      "nur@example.c",
      "nur@example.com.",
      "nur@example..com",
      "nur@-example.com",
      "nur@example-.com",
      "nur@127.0.0.1",
      "nur..karki@example.com",
      ".nur@example.com",
      "nur @example.com",
      "nur@example.com\n",
      "nur<script>@example.com",
      "नुर@example.com",
      `x${local}@example.com`,
    ]
  ) assert.ok(!v.is(Email, email), email);
});
