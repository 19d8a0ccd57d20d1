import { area, CREAM, disc, dot, dots, type Draw, LEAF, line, SHADE } from "./pen.ts";

/** A round cake under cream, with that on top. */
const iced = (topping: Draw): Draw => (tint) =>
  disc(300, 462, 220, 32, "#fff") + area("M140 250h320v190q-160 46-320 0z", tint.fill) +
  area("M380 250h80v190q-40 12-80 17z", SHADE) + line("M143 372q157 44 314 0", tint.dark, 9) +
  area(
    "M140 250q160-84 320 0v22q-4 44-30 44t-26-30q-4 66-30 66t-28-52q-4 36-26 36t-24-34q-4 76-30 76t-28-78q-4 44-28 44t-24-48q-6 26-24 26-22 0-22-50z",
    CREAM,
  ) +
  disc(300, 246, 160, 44, CREAM) + disc(300, 248, 128, 30, `${tint.dark}22`) + topping(tint);

export const cherryCake = iced(() =>
  line("M304 206q6-48 44-62", LEAF, 6) + dot(300, 224, 26, "#b5242f") + dot(291, 215, 6, "#fff9")
);

export const fruitCake = iced(({ fill, dark }) =>
  dots(fill, 23, [[220, 240], [260, 258], [300, 232]]) + dots(dark, 23, [[380, 240], [340, 258]]) +
  dots("#fff9", 5, [[212, 232], [252, 250], [292, 224], [372, 232], [332, 250]])
);

const berry = (x: number, y: number): string =>
  area(`M${x - 22} ${y}q22-20 44 0 0 20-22 40-22-20-22-40z`, "#c8303f") +
  line(`M${x - 12} ${y - 8}l12 6 12-6M${x} ${y - 2}v-14`, LEAF, 6);

export const berryCake = iced(() =>
  berry(216, 222) + berry(384, 222) + berry(258, 242) + berry(342, 242) + berry(300, 216)
);

export const crumbCake = iced(({ fill, dark }) =>
  Array.from({ length: 22 }, (_, index) => {
    const turn = 2.4 * index;
    const far = 24 * Math.sqrt(index);
    const [x, y] = [300 + far * Math.cos(turn), 246 + far * Math.sin(turn) / 4];
    return dot(Math.round(x), Math.round(y), 8, index % 3 ? fill : dark);
  }).join("")
);

export const leafCake = iced(({ fill }) =>
  area("M300 250q-70-4-84-60 70 0 84 60zM300 250q70-4 84-60-70 0-84 60zM300 250q-30-50 0-92 30 42 0 92z", fill) +
  line("M300 252q-30-30-60-46M300 252q30-30 60-46M300 252v-60", LEAF, 5)
);

/** A low one, cut open. */
export const flatCake: Draw = ({ fill, dark }) =>
  disc(300, 456, 236, 36, "#fff") + area("M96 330q204-70 408 0v92q-204 74-408 0z", CREAM) +
  area("M96 392q204 70 408 0v30q-204 74-408 0z", "#c9965a") + disc(300, 330, 204, 62, fill) +
  `<ellipse cx="300" cy="330" rx="196" ry="56" fill="none" stroke="${dark}" stroke-width="8"/>` +
  area("M300 330 420 378q40-8 66-28v86q-30 14-66 22z", SHADE) +
  line("M180 322q40 20 60-10M320 300q40 24 80 6M260 362q40-16 60 8", dark, 6) + dot(258, 312, 14, dark);

/** Layers, cut square. */
export const layerCake: Draw = ({ fill, dark }) =>
  area("M96 440h408v50H96z", "#fff") +
  ["#3b2519", CREAM, fill, "#3b2519", CREAM, fill, "#3b2519", fill]
    .map((color, index) =>
      area(`M124 ${222 + index * 28}h280v28H124z`, color) + area(`M404 ${222 + index * 28}l72-40v28l-72 40z`, color)
    ).join("") +
  area("M404 222l72-40v224l-72 40z", SHADE) + area("M124 222l72-40h280l-72 40z", dark) +
  line("M220 206q20-16 36-4t36-4 36 0 40-6", "#e3b94a", 7);

export const loaf: Draw = ({ fill, dark }) =>
  area("M86 440h428v50H86z", "#fff") + area("M110 450V320q0-90 190-90t190 90v130z", fill) +
  area("M390 246q100 20 100 74v130h-90z", SHADE) +
  area("M110 330q0-100 190-100t190 100q-40 26-76 2-40 30-76 0-40 34-76 0-40 30-76 0-40 24-76-2z", CREAM) +
  dots("#b5242f", 11, [[160, 400], [360, 390], [420, 372]]) + dots(dark, 11, [[210, 420], [440, 420]]) +
  dots("#e3b94a", 11, [[262, 384], [180, 364]]) + dots(LEAF, 11, [[316, 420], [404, 424]]) +
  dot(290, 236, 15, "#b5242f") + dot(318, 234, 15, "#b5242f") +
  area("M300 232q-60 6-74-30 54-6 74 30zM306 230q50 4 74-34-58-4-74 34z", LEAF);

const tier = (y: number, half: number, dark: string): string =>
  area(`M${300 - half} ${y}h${2 * half}v96q-${half} 36-${2 * half} 0z`, "#fffdf8") +
  area(`M300 ${y}h${half}v96q-${half / 2} 18-${half} 18z`, SHADE) + disc(300, y, half, half / 5, CREAM) +
  line(`M${300 - half} ${y + 76}q${half} 40 ${2 * half} 0`, dark, 5) +
  [-0.7, -0.25, 0.25, 0.7].map((at) => dot(300 + at * half, y + 60 - Math.round(20 * at * at), 13, "#e08a3c")).join("");

export const tiers: Draw = ({ dark }) =>
  disc(300, 468, 230, 26, dark) + tier(360, 190, dark) + tier(258, 136, dark) + tier(160, 86, dark) +
  dot(300, 128, 20, "#e3657a") + dot(274, 142, 18, "#e08a3c") + dot(326, 142, 18, "#e3b94a");
