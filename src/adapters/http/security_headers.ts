import { hash } from "node:crypto";

const A_YEAR = 365 * 24 * 3600;

/** The type of a page. */
export const HTML = "text/html; charset=UTF-8";

/** A Content-Security-Policy: nothing but what is `allowed`, no form, no base, and no page around it. */
export const policy = (allowed: Readonly<Record<string, string>> = {}): string =>
  Object.entries({
    "default-src": "'none'",
    ...allowed,
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
  }).map(([directive, sources]) => `${directive} ${sources}`).join("; ");

/** What an inline `script` or `style` of a page is named by in its policy. */
export const inlineSources = (html: string, element: "script" | "style"): string =>
  [...html.matchAll(new RegExp(`<${element}(?: type="[^"]*")?>([\\s\\S]*?)</${element}>`, "g"))]
    .map(([, text = ""]) => `'sha256-${hash("sha256", text, "base64")}'`).join(" ");

/** What an answer tells browsers, unless its route says it itself. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Content-Security-Policy": policy(),
};

/** The same, and on https that the shop is never to be asked without it. */
export const secureHeaders: Readonly<Record<string, string>> = {
  ...securityHeaders,
  "Strict-Transport-Security": `max-age=${A_YEAR}`,
};
