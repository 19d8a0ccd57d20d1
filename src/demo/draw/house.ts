import { area, CREAM, disc, dot, dots, type Draw, LEAF, line, SHADE, WOOD } from "./pen.ts";

export const bowl: Draw = ({ fill, dark }) =>
  area("M110 270q10 200 140 220h100q130-20 140-220z", fill) +
  area("M360 270h130q-10 200-140 220h-50q70-90 60-220z", SHADE) + disc(300, 270, 190, 50, dark) +
  disc(300, 276, 164, 36, "#0003") + line("M136 356q164 60 328 0", dark) + line("M340 276 480 150", WOOD, 24) +
  line("M434 191l46-41", "#5a3722", 32);

export const thangka: Draw = ({ fill, dark }) =>
  area("M160 84h280v396H160z", dark) + area("M204 150h192v262H204z", "#c8443f") + area("M216 162h168v238H216z", CREAM) +
  dot(300, 270, 76, fill) + dot(300, 270, 52, "#e3b94a") + dot(300, 270, 24, "#c8443f") +
  line("M300 194v152M224 270h152M246 216l108 108M354 216l-108 108", CREAM, 5) +
  line("M232 384q20-30 44-6 24-30 48 0 24-24 44 6", LEAF, 9) + line("M140 84h320M140 482h320", WOOD, 20) +
  line("M200 84l100-44 100 44", WOOD, 5);

export const flags: Draw = ({ dark }) =>
  ([["#4a72a8", 186], ["#fbf9f4", 220], ["#c8443f", 232], ["#5c8f64", 220], ["#e3b94a", 186]] as const)
    .map(([color, y], index) => {
      const x = 62 + index * 98;
      return area(`M${x} ${y}l84 ${18 - index * 9} 6 170q-44 18-90 4z`, color) +
        line(`M${x + 24} ${y + 70}q20-30 40 0t-40 34M${x + 20} ${y + 130}h48`, "#0004", 6);
    }).join("") + line("M30 150q40 24 32 36 240 76 476-2 0-10 32-34", dark, 8);

export const teapot: Draw = ({ fill, dark }) =>
  line("M180 280q-96-24-96 66 0 74 110 88", dark, 26) +
  area("M410 370q50-30 66-120 4-20 22-20h24q10 0 6 14-16 130-118 196z", dark) +
  area("M160 350q0-130 140-130t140 130q0 140-90 140H250q-90 0-90-140z", fill) +
  area("M300 220q140 0 140 130 0 140-90 140h-50q60-140 0-270z", SHADE) + area("M216 236q84-60 168 0z", dark) +
  dot(300, 190, 20, dark) + line("M166 330q134 40 268 0M168 376q132 40 264 0", CREAM);

export const jug: Draw = ({ fill, dark }) =>
  area("M236 110h128q-4 50-18 76 116 44 116 166 0 90-70 138H208q-70-48-70-138 0-122 116-166-14-26-18-76z", fill) +
  area("M330 110h34q-4 50-18 76 116 44 116 166 0 90-70 138h-74q120-150-14-304 20-40 26-76z", SHADE) +
  disc(300, 110, 72, 20, dark) + disc(300, 112, 54, 12, "#0004") +
  line("M254 186q46 16 92 0M146 310q154 50 308 0M140 350q160 50 320 0", dark) +
  dots(dark, 7, [[190, 420], [240, 436], [290, 442], [340, 440], [390, 428], [214, 260], [270, 272], [330, 270]]);

export const cushion: Draw = ({ fill, dark }) =>
  area("M112 160q188 40 376 0-40 160 0 320-188-36-376 0 40-160 0-320z", fill) +
  area("M488 160q-40 160 0 320-100-20-200-18 120-130 76-286 64-4 124-16z", SHADE) +
  line("M152 200q148 26 296 0-24 120 0 242-148-26-296 0 24-122 0-242z", dark) +
  line(
    "M196 280l26-30 26 30 26-30 26 30 26-30 26 30 26-30 26 30M196 400l26-30 26 30 26-30 26 30 26-30 26 30 26-30 26 30",
    CREAM,
    9,
  ) +
  line("M210 330l20-16 20 16-20 16zM280 330l20-16 20 16-20 16zM350 330l20-16 20 16-20 16z", CREAM, 6);

export const lamp: Draw = ({ fill, dark }) =>
  line("M300 0v110", dark, 6) + area("M260 104h80v24h-80z", dark) + dot(300, 290, 170, fill) +
  dot(300, 290, 96, "#fff6") +
  line("M178 172q122 50 244 0M132 250q168 60 336 0M132 330q168 60 336 0M178 408q122 50 244 0", dark, 5) +
  line("M296 380q-20-80 20-160M298 340l-34-24M300 310l40-20M300 280l-36-22M306 250l34-14", LEAF, 7) +
  area("M262 452h76v18h-76z", dark);

export const mat: Draw = ({ fill, dark }) =>
  area("M120 300 440 220l90 150-330 120z", fill) +
  line("M142 340l320-86M162 374l322-92M182 410l320-98M190 450l324-106", dark, 5) +
  line("M180 286l78 184M240 270l80 180M300 254l84 172M360 240l86 164", CREAM, 5) +
  area("M104 300q0-44 40-44l296-70q30 20 20 54L150 336q-46 6-46-36z", fill) +
  area("M110 316q60 20 350-76l-310 96q-30 6-40-20z", SHADE) + disc(140, 298, 38, 42, dark) +
  disc(140, 298, 18, 20, fill);

export const khukuri: Draw = ({ fill, dark }) =>
  area("M86 150l40-34 84 96-46 40z", WOOD) +
  area("M164 252l46-40q130 50 170 140 40 80 140 112-190 36-270-70-36-60-86-142z", fill) +
  area("M164 252l20-18q120 70 150 150 40 90 186 80-190 36-270-70-36-60-86-142z", SHADE) +
  line("M162 246l44-38", dark, 22) + line("M96 162l40-36M116 186l40-36", "#5a3722", 8) +
  line("M226 244q110 50 146 124", CREAM, 6);

/** What stands on a label: where its middle is, 300, 370. */
export type Mark = (tint: { readonly fill: string; readonly dark: string }) => string;

export const leaves: Mark = ({ fill, dark }) =>
  area("M300 410q-60-20-60-84 60 14 60 84zM300 410q60-20 60-84-60 14-60 84zM300 396q-26-50 0-96 26 46 0 96z", fill) +
  line("M300 416v-80", dark, 5);

export const beans: Mark = ({ fill, dark }) =>
  disc(272, 350, 28, 38, fill) + disc(330, 376, 28, 38, dark) +
  line("M272 318q-14 32 0 64M330 344q14 32 0 64", CREAM, 5);

export const berries: Mark = ({ fill, dark }) =>
  dot(270, 376, 26, fill) + dot(330, 376, 26, fill) + dot(300, 340, 26, dark) + line("M300 314q4-24 28-30", LEAF, 6);

export const drop: Mark = ({ fill }) => area("M300 300q50 62 50 84 0 36-50 36t-50-36q0-22 50-84z", fill);

export const chillies: Mark = ({ fill, dark }) =>
  dot(272, 372, 34, fill) + dot(334, 378, 28, dark) + line("M272 338q0-20 16-26M334 350q4-16 18-20", LEAF, 8);

/** A box, with what it holds on the label. */
export const box = (mark: Mark): Draw => (tint) =>
  area("M160 180h230v310H160z", tint.fill) + area("M390 180l60-44v310l-60 44z", tint.dark) +
  area("M160 180l60-44h230l-60 44z", CREAM) + area("M190 270h180v180H190z", CREAM) +
  line("M176 224h198", CREAM, 9) + `<g transform="translate(-20 -8)">${mark(tint)}</g>`;

/** A bag, folded at the top. */
export const bag = (mark: Mark): Draw => (tint) =>
  area("M184 150h232l24 316q0 24-24 24H184q-24 0-24-24z", tint.fill) +
  area("M340 150h76l24 316q0 24-24 24h-50z", SHADE) + area("M176 104h248v60H176z", tint.dark) +
  line("M190 134h220", CREAM, 5) + area("M204 270h192v170H204z", CREAM) + mark(tint);

/** A jar with a lid. */
export const jar = (mark: Mark): Draw => (tint) =>
  area("M170 230q0-40 40-46h180q40 6 40 46v222q0 38-38 38H208q-38 0-38-38z", tint.fill) +
  area("M372 184h18q40 6 40 46v222q0 38-38 38h-40q44-160 20-306z", SHADE) + line("M194 240v200", "#fff7", 14) +
  area("M188 116h224q10 0 10 10v54q0 10-10 10H188q-10 0-10-10v-54q0-10 10-10z", tint.dark) +
  area("M214 282h172v160H214z", CREAM) + mark(tint);

export const cheese: Draw = ({ fill, dark }) =>
  area("M90 360q0-70 210-70t210 70v80q0 50-210 50T90 440z", dark) + disc(300, 360, 210, 68, fill) +
  area("M300 360 470 320q40 18 40 40v80q0 20-34 32z", CREAM) + area("M300 360l176 112-40 10q-70 8-136 8z", fill) +
  area("M300 360l176 112-40 10q-70 8-136 8z", SHADE) +
  dots("#0003", 15, [[196, 350], [340, 430], [430, 380]]) +
  dots("#0003", 10, [[256, 322], [150, 372], [386, 462], [470, 420]]);

export const rings: Draw = ({ fill, dark }) =>
  disc(300, 460, 230, 34, "#fff") +
  [[210, 410], [390, 414], [300, 336], [300, 400]].map(([x, y]) =>
    `<ellipse cx="${x}" cy="${y}" rx="84" ry="44" fill="none" stroke="${dark}" stroke-width="44"/>` +
    `<ellipse cx="${x}" cy="${y}" rx="84" ry="44" fill="none" stroke="${fill}" stroke-width="32"/>`
  ).join("");
