// One file with the icons we use and the shapes we draw ourselves, each as a symbol that pages point at.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const body = (svg) => svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "");

function symbol(name, svg) {
  const box = /viewBox="([^"]+)"/.exec(svg)?.[1];
  if (!box) throw new Error(`The icon ${name} has no viewBox`);
  return `<symbol id="${name}" viewBox="${box}">${body(svg)}</symbol>`;
}

export function sprite(islands, packages) {
  const names = JSON.parse(readFileSync(join(islands, "icons.json"), "utf8"));
  const symbols = Object.entries(names).map(([ours, theirs]) =>
    symbol(ours, readFileSync(join(packages, "@navikt/aksel-icons/dist/svg", `${theirs}.svg`), "utf8")),
  );
  const shapes = join(islands, "shapes");
  for (const file of readdirSync(shapes).sort()) {
    symbols.push(symbol(file.replace(".svg", ""), readFileSync(join(shapes, file), "utf8")));
  }
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}
