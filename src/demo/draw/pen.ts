/** The colors of one picture: the thing, its edges and shadows, and what it stands before. */
export type Tint = { readonly fill: string; readonly dark: string; readonly ground: string };

/** A drawing on a field of 600 by 600 that stands on the line at 490. */
export type Draw = (tint: Tint) => string;

export const area = (path: string, fill: string): string => `<path d="${path}" fill="${fill}"/>`;

export const line = (path: string, stroke: string, width = 7): string =>
  `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

export const dot = (x: number, y: number, r: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;

export const dots = (fill: string, r: number, places: readonly (readonly [x: number, y: number])[]): string =>
  places.map(([x, y]) => dot(x, y, r, fill)).join("");

export const disc = (x: number, y: number, rx: number, ry: number, fill: string): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;

export const SHADE = "#0000001c";
export const CREAM = "#fff6e8";
export const WOOD = "#8a5a3c";
export const LEAF = "#3d6b35";
