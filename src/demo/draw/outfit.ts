import { area, CREAM, dot, dots, type Draw, line, SHADE, WOOD } from "./pen.ts";

export const boot: Draw = ({ fill, dark }) =>
  area("M160 170q65 20 130 0l16 100q80 60 140 76 50 14 54 104H150q-16-150 10-280z", fill) +
  area("M146 400q180 20 352 10l2 40H150zM160 170q65 20 130 0l5 30q-70 18-139 0z", SHADE) +
  area("M138 446h372v24q0 20-20 20H330l-14-12h-60l-14 12h-84q-20 0-20-20z", dark) +
  line("M252 232l50-8M260 266l50-12M282 298l44-26M316 324l38-32M350 346l30-38", CREAM, 9);

export const slipper: Draw = ({ fill, dark }) =>
  area("M92 440q90-20 160-110 20-28 60-18 150 30 196 128H92z", fill) +
  area("M92 440q90-20 160-110 16-16 36-18-20 90-60 128z", SHADE) +
  area("M80 436h436q14 54-26 54H120q-46 0-40-54z", dark) +
  line("M296 352l24 30 28-30 28 42 30-20 26 42", CREAM, 9);

export const sandal: Draw = ({ fill, dark }) =>
  area("M80 426q110-30 220-4 110 24 220 0v40q0 28-28 28H108q-28 0-28-28z", dark) +
  line("M100 424q0-120 76-124 40 0 54 116M300 424q20-130 112-116 60 20 78 116", fill, 34) +
  line("M182 312q90 20 150 30", fill, 24) + dot(184, 316, 13, CREAM);

export const hat: Draw = ({ fill, dark }) =>
  area("M130 420q0-190 90-240 110-40 190 30 60 60 60 210z", fill) +
  area("M330 164q50 12 80 46 60 60 60 210H360q30-130-30-256z", SHADE) +
  area("M118 410q182-40 364 0v68q-182 30-364 0z", dark) +
  line("M190 350l40-50 40 50 40-50 40 50 40-50 30 40M220 260l34-40 34 40 34-40 34 40", CREAM, 9) +
  line("M146 446l28-22 28 22 28-22 28 22 28-22 28 22 28-22 28 22 28-22 28 22 28-22", CREAM, 6);

export const shawl: Draw = ({ fill, dark }) =>
  line([150, 180, 210, 240, 270, 330, 360, 390, 420, 450].map((x) => `M${x} 440v44`).join(""), dark, 6) +
  area("M140 130q0-30 30-30h230v350H140z", fill) + area("M400 100q60 0 60 60v290H320V160q0-60 80-60z", fill) +
  area("M400 100q60 0 60 60v290H320V160q0-60 80-60z", SHADE) +
  line("M140 386h180M140 410h180M320 386h140M320 410h140M190 150q30 90 0 180M250 150q30 90 0 180", dark, 6);

export const notebook: Draw = ({ fill, dark }) =>
  area("M170 120h270q22 0 22 22v346H170z", CREAM) + area("M140 110h270q22 0 22 22v358H162q-22 0-22-22z", fill) +
  area("M140 110h52v380h-30q-22 0-22-22z", dark) + area("M236 190h150v90H236z", CREAM) +
  line("M260 222h102M260 250h66", dark, 6) + line("M166 160v30M166 240v30M166 320v30M166 400v30", CREAM, 8);

export const tote: Draw = ({ fill, dark }) =>
  line("M220 250V180q0-70 80-70t80 70v70", dark, 18) + area("M140 230h320l24 240q0 20-20 20H136q-20 0-20-20z", fill) +
  area("M400 230h60l24 240q0 20-20 20h-64z", SHADE) +
  line("M186 372q60-80 140-20 40 30 84-16v76q-44-46-84-16-80 60-140-24zM290 340q20 34 0 66", CREAM, 8) +
  dot(232, 366, 8, CREAM);

export const feltBoot: Draw = ({ fill, dark }) =>
  area("M180 110q74 26 148 0l8 230q112 34 142 66 24 24 20 60H170q-10-190 10-356z", fill) +
  area("M262 120q36 0 66-10l8 230q112 34 142 66 24 24 20 60H260z", SHADE) +
  area("M160 456h346v14q0 20-20 20H180q-20 0-20-20zM176 164q78 26 154 0v40q-78 26-154 0z", dark) +
  line("M184 184l20-14 20 22 20-18 20 18 20-18 20 16 20-20", CREAM) +
  line("M250 240l30 34-30 34-30-34zM250 320l26 30-26 30-26-30zM350 410q50-20 90 10", CREAM);

export const sneaker: Draw = ({ fill, dark }) =>
  area("M96 300q54 30 104-8 24-14 52 14 66 62 140 78 96 18 112 66H92q-14-80 4-150z", fill) +
  area("M92 446h412q22 0 14 26-4 18-24 18H108q-20 0-20-22z", CREAM) +
  area("M392 384q96 18 112 66H372q-10-46 20-66z", CREAM) +
  area("M96 300q54 30 104-8l30 158H92q-14-80 4-150z", SHADE) + line("M94 468h420", dark, 6) +
  line("M232 326l44-22M264 352l40-28M300 374l34-32M338 392l26-34", CREAM, 10) + dot(150, 378, 26, CREAM);

export const brogue: Draw = ({ fill, dark }) =>
  area("M104 310q62 26 118-8 30-8 54 28 56 62 148 78 80 14 84 50H96q-14-80 8-148z", fill) +
  area("M104 310q62 26 118-8 20 70-8 156H96q-14-80 8-148zM376 394q-30 24-24 64h156q-4-36-84-50z", SHADE) +
  area("M90 458h422v8q0 14-14 14H220v10H104q-14 0-14-14z", dark) +
  line("M244 322l34-26M272 350l34-28M304 372l28-32", CREAM, 8) +
  dots(dark, 5, [[372, 412], [362, 432], [394, 424], [420, 430], [444, 438], [190, 350], [198, 384], [200, 420]]);

export const jutti: Draw = ({ fill, dark }) =>
  area("M96 350q70 80 170 44 110-16 190-50 34-30 28-80-2-16 16-8 34 60-20 120-40 50-110 84H112q-40-40-16-110z", fill) +
  area("M96 350q70 80 170 44-90 40-140 66h-14q-40-40-16-110z", SHADE) +
  area("M110 456h266l-14 26q-6 8-16 8H130q-16 0-20-34z", dark) +
  line("M132 394q60 40 140 22 100-22 180-60M300 430q20-30 40 0 20-34 40-8 18-32 38-12", "#f0c860", 8) +
  dot(196, 436, 9, "#f0c860") + dot(238, 440, 9, "#f0c860") + dot(154, 424, 9, "#f0c860");

export const beanie: Draw = ({ fill, dark }) =>
  dot(300, 130, 46, dark) + area("M146 400q0-240 154-240t154 240z", fill) + area("M300 160q154 0 154 240H330z", SHADE) +
  area("M142 386h316q18 0 18 18v68q0 18-18 18H142q-18 0-18-18v-68q0-18 18-18z", dark) +
  line([170, 214, 258, 302, 346, 390, 434].map((x) => `M${x} 404v68`).join(""), "#0002", 9) +
  line(
    "M186 300l28 24 28-24 28 24 28-24 28 24 28-24 28 24 28-24M176 346l30 22 30-22 30 22 30-22 30 22 30-22 30 22 30-22",
    CREAM,
  );

export const backpack: Draw = ({ fill, dark }) =>
  line("M262 100q0-46 38-46t38 46", dark, 14) +
  area("M136 270h50v170h-30q-20 0-20-20zM414 270h50v150q0 20-20 20h-30z", dark) +
  area("M176 200q0-116 124-116t124 116l16 260q0 30-30 30H190q-30 0-30-30z", fill) +
  area("M300 84q124 0 124 116l16 260q0 30-30 30H300z", SHADE) +
  area("M176 200q0-116 124-116t124 116v50q-124 50-248 0z", dark) + line("M196 340h208v120H196zM196 374h208", dark) +
  area("M276 232h48v66h-48z", CREAM) + dot(300, 280, 9, WOOD);

/** Balls on a string that hangs from 300, 80: so many, so large. */
const beads = (count: number, r: number, fills: readonly string[]): string =>
  Array.from({ length: count }, (_, index) => {
    const turn = 2 * Math.PI * (index + 0.5) / count;
    const [x, y] = [300 + 150 * Math.sin(turn), 260 - 180 * Math.cos(turn)];
    return dot(Math.round(x), Math.round(y), r, fills[index % fills.length] ?? "");
  }).join("");

export const necklace: Draw = ({ fill, dark }) =>
  `<ellipse cx="300" cy="260" rx="150" ry="180" fill="none" stroke="${dark}" stroke-width="4"/>` +
  beads(18, 30, [fill, "#4a72a8", "#c8443f", "#5c8f64", "#e3b94a", "#7d5a96"]);

export const mala: Draw = ({ fill, dark }) =>
  beads(24, 19, [fill, dark]) + dot(300, 452, 24, "#c8443f") + area("M288 470h24l8 26h-40z", "#c8443f");

export const earrings: Draw = ({ fill, dark }) =>
  [200, 400].map((x) =>
    line(`M${x} 150q-30-50 0-64 30 10 14 50`, dark, 6) + dot(x, 180, 26, dark) + dot(x, 300, 92, fill) +
    dot(x, 300, 34, dark) +
    line(`M${x} 222v156M${x - 78} 300h156M${x - 54} 246l108 108M${x + 54} 246l-108 108`, dark, 5) +
    [-44, 0, 44].map((off) => dot(x + off, 424 - Math.abs(off) / 2, 13, dark)).join("")
  ).join("");

export const umbrella: Draw = ({ fill, dark }) =>
  line("M300 60v30M300 300v140q0 40-36 40t-36-36", WOOD, 14) +
  area("M70 320q20-232 230-232t230 232q-38-40-77 0-38-40-76 0-38-40-77 0-38-40-77 0-38-40-76 0-38-40-77 0z", fill) +
  area("M300 88q210 0 230 232-38-40-77 0-38-40-76 0-38-40-77 0z", SHADE) +
  line("M300 90q-146 60-153 230M300 90q-70 90-77 230M300 90v230M300 90q70 90 77 230M300 90q146 60 153 230", dark, 5) +
  line("M128 220q172-90 344 0", CREAM, 6);

export const belt: Draw = ({ fill, dark }) =>
  line("M300 200a150 110 0 1 0 1 0", fill, 64) + line("M300 256a90 58 0 1 0 1 0", dark, 16) +
  line("M300 200a150 110 0 1 0 1 0", dark, 4) + area("M300 160h190q20 0 20 20v40q0 20-20 20H300z", fill) +
  area("M300 160h190q20 0 20 20v40q0 20-20 20H300z", SHADE) + line("M300 144h76v112h-76zM340 200h50", "#d9b44a", 14) +
  [420, 450, 480].map((x) => dot(x, 200, 7, CREAM)).join("");

export const keyring: Draw = ({ fill, dark }) =>
  `<circle cx="220" cy="170" r="74" fill="none" stroke="#87838f" stroke-width="16"/>` +
  line("M266 230l30 34", "#87838f", 14) + area("M280 250l30-24 44 60-36 28z", WOOD) +
  area("M314 316l44-32q80 40 90 100 10 50 62 82-110 10-140-60-18-50-56-90z", fill) +
  area("M314 316l22-16q60 50 74 96 20 60 100 70-110 10-140-60-18-50-56-90z", SHADE) + line("M316 310l40-28", dark, 12);
