// Our identity on Designsystemet's token names. Every step is named by the contrast it must reach, so that a new hue
// cannot become unreadable: light steps are measured against white, dark steps against black.

import { contrast, withContrast } from "./oklch.mjs";

const HUES = {
  accent: { hue: 212, chroma: 0.078 }, // the deep green-blue of a fjord
  neutral: { hue: 215, chroma: 0.011 },
  warning: { hue: 62, chroma: 0.115 }, // warm: what needs somebody's attention
  danger: { hue: 27, chroma: 0.15 },
  success: { hue: 155, chroma: 0.085 },
  info: { hue: 250, chroma: 0.085 },
};

// [token, contrast wanted, share of the hue's chroma]
const LIGHT = [
  ["background-tinted", 1.055, 0.14],
  ["surface-tinted", 1.12, 0.26],
  ["surface-hover", 1.2, 0.36],
  ["surface-active", 1.34, 0.48],
  ["border-subtle", 1.45, 0.5],
  ["border-default", 4, 0.85],
  ["border-strong", 7.2, 1],
  ["text-subtle", 8.3, 1],
  ["text-default", 14.2, 0.85],
  ["base-default", 7.9, 1],
  ["base-hover", 9.8, 1],
  ["base-active", 11.8, 0.95],
];
const DARK = [
  ["background-default", 1.19, 0.25],
  ["background-tinted", 1.27, 0.3],
  ["surface-default", 1.3, 0.3],
  ["surface-tinted", 1.42, 0.4],
  ["surface-hover", 1.62, 0.45],
  ["surface-active", 1.9, 0.5],
  ["border-subtle", 2.1, 0.55],
  ["border-default", 5.6, 0.8],
  ["border-strong", 9.6, 0.9],
  ["text-subtle", 11.4, 0.75],
  ["text-default", 16.6, 0.35],
  ["base-default", 9.8, 0.9],
  ["base-hover", 11.6, 0.8],
  ["base-active", 13.4, 0.7],
];
// Figures: six marks a step apart in lightness, so that they differ in grey print as well.
const MARKS = [
  { hue: 212, chroma: 0.08, light: 9.6, dark: 15.2 },
  { hue: 55, chroma: 0.125, light: 3.2, dark: 6.2 },
  { hue: 150, chroma: 0.09, light: 5.2, dark: 10.2 },
  { hue: 330, chroma: 0.11, light: 7.2, dark: 12.6 },
  { hue: 240, chroma: 0.075, light: 4.1, dark: 8.1 },
  { hue: 25, chroma: 0.12, light: 12.4, dark: 17.6 },
];

function scale(seed, scheme) {
  const isLight = scheme === "light";
  const steps = isLight ? { "background-default": "#ffffff", "surface-default": "#ffffff" } : {};
  for (const [token, ratio, share] of isLight ? LIGHT : DARK) {
    steps[token] = withContrast(ratio, isLight ? "#ffffff" : "#000000", seed.chroma * share, seed.hue);
  }
  steps["base-contrast-default"] = isLight ? "#ffffff" : withContrast(1.15, "#000000", seed.chroma * 0.3, seed.hue);
  steps["base-contrast-subtle"] = isLight ? steps["surface-tinted"] : withContrast(1.5, "#000000", seed.chroma * 0.4, seed.hue);
  return steps;
}

function demand(condition, sentence) {
  if (!condition) throw new Error(sentence);
}

function checkContrast(name, steps, paper) {
  const surfaces = ["background-default", "background-tinted", "surface-default", "surface-tinted"];
  for (const surface of surfaces.flatMap((each) => [steps[each], paper[each]])) {
    for (const text of ["text-default", "text-subtle"]) {
      demand(contrast(steps[text], surface) >= 7, `${name}: ${text} is not readable on ${surface}`);
    }
    demand(contrast(steps["border-default"], surface) >= 3, `${name}: the border is not seen on ${surface}`);
  }
  demand(contrast(steps["text-subtle"], steps["surface-active"]) >= 4.5, `${name}: text-subtle on surface-active`);
  demand(contrast(steps["base-default"], steps["base-contrast-default"]) >= 7, `${name}: text on base-default`);
}

function checkMarks(marks) {
  const paper = { light: "#ffffff", dark: withContrast(1.19, "#000000", 0.003, 215) };
  for (const scheme of ["light", "dark"]) {
    const ratios = marks.map((mark) => contrast(mark[scheme], paper[scheme])).sort((a, b) => a - b);
    demand(ratios[0] >= 3, `a mark is too faint in ${scheme}`);
    ratios.slice(1).forEach((ratio, at) => demand(ratio / ratios[at] >= 1.15, `two marks are alike in grey (${scheme})`));
  }
}

function declarations(scheme) {
  const scales = Object.fromEntries(Object.entries(HUES).map(([name, seed]) => [name, scale(seed, scheme)]));
  for (const [name, steps] of Object.entries(scales)) checkContrast(`${name}, ${scheme}`, steps, scales.neutral);
  const lines = Object.entries(scales).flatMap(([name, steps]) =>
    Object.entries(steps).map(([token, value]) => `--ds-color-${name}-${token}:${value};`),
  );
  const marks = MARKS.map((mark) => ({
    light: withContrast(mark.light, "#ffffff", mark.chroma, mark.hue),
    dark: withContrast(mark.dark, "#000000", mark.chroma, mark.hue),
  }));
  checkMarks(marks);
  lines.push(...marks.map((mark, at) => `--pd-mark-${at + 1}:${mark[scheme]};`));
  const { neutral, accent } = scales;
  lines.push(`--ds-color-focus-inner:${neutral["background-default"]};--ds-color-focus-outer:${neutral["text-default"]};`);
  lines.push(`--ds-link-color-visited:${accent["text-subtle"]};color-scheme:${scheme};`);
  return lines.join("");
}

function aliases(name) {
  const tokens = Object.keys(scale(HUES[name], "dark"));
  return tokens.map((token) => `--ds-color-${token}:var(--ds-color-${name}-${token});`).join("");
}

/** The colour tokens as CSS. Dark only on screens: paper is always light. */
export function colourCss() {
  const named = Object.keys(HUES).map((name) => `[data-color="${name}"]{${aliases(name)}}`);
  return [
    `:root{${declarations("light")}}`,
    `@media screen and (prefers-color-scheme:dark){:root{${declarations("dark")}}}`,
    `:root{${aliases("accent")}}`,
    ...named,
  ].join("\n");
}
