// Colour arithmetic: OKLCH (Björn Ottosson, 2020) to sRGB, and contrast as WCAG 2.2 defines it.

const gamma = (value) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

function linearRgb(lightness, chroma, hueDegrees) {
  const hue = (hueDegrees * Math.PI) / 180;
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const isInGamut = (rgb) => rgb.every((part) => part >= -0.0005 && part <= 1.0005);

/** The nearest sRGB colour with this lightness and hue; chroma gives way, as the eye notices that least. */
export function toHex(lightness, chroma, hue) {
  let rgb = linearRgb(lightness, chroma, hue);
  for (let left = chroma; !isInGamut(rgb) && left > 0; left -= 0.002) rgb = linearRgb(lightness, Math.max(left, 0), hue);
  const parts = rgb.map((part) => Math.round(gamma(Math.min(1, Math.max(0, part))) * 255));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

export function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** The colour of this hue whose contrast against `against` (black or white) is `ratio`. */
export function withContrast(ratio, against, chroma, hue) {
  const isOnWhite = luminance(against) > 0.5;
  let low = 0;
  let high = 1;
  for (let round = 0; round < 40; round += 1) {
    const middle = (low + high) / 2;
    const reached = contrast(toHex(middle, chroma, hue), against);
    if (reached > ratio === isOnWhite) low = middle;
    else high = middle;
  }
  return toHex((low + high) / 2, chroma, hue);
}
