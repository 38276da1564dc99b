// Builds what browsers get: node islands/build.mjs [folder]. The same input gives the same bytes.

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { colourCss } from "./colours/theme.mjs";
import { licences } from "./licences.mjs";
import { sprite } from "./sprite.mjs";

const islands = dirname(fileURLToPath(import.meta.url));
const packages = join(islands, "..", "node_modules");
const target = process.argv[2] ?? join(islands, "..", "plandugnad", "web", "static", "web");

const colours = {
  name: "colours",
  setup(bundle) {
    bundle.onResolve({ filter: /^colours$/ }, () => ({ path: "colours", namespace: "colours" }));
    bundle.onLoad({ filter: /.*/, namespace: "colours" }, () => ({ contents: colourCss(), loader: "css" }));
  },
};

// The content security policy allows no data addresses, and the pages draw their icons from the sprite.
const withoutDataAddresses = {
  name: "without-data-addresses",
  setup(bundle) {
    bundle.onLoad({ filter: /designsystemet-css.*\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      return { contents: css.replace(/url\("data:[^"]*"\)/g, "none"), loader: "css" };
    });
  },
};

const shared = { bundle: true, minify: true, charset: "utf8", logLevel: "warning", legalComments: "none" };

mkdirSync(target, { recursive: true });
await build({
  ...shared,
  entryPoints: [join(islands, "style", "main.css")],
  outfile: join(target, "plandugnad.css"),
  target: ["chrome115", "firefox121", "safari16.4"],
  plugins: [colours, withoutDataAddresses],
});
await build({
  ...shared,
  entryPoints: [join(islands, "main.ts")],
  outfile: join(target, "plandugnad.js"),
  format: "esm",
  target: "es2022",
});
// Only the pages of worksheets load these.
await build({
  ...shared,
  entryPoints: [join(islands, "style", "sheet.css")],
  outfile: join(target, "sheet.css"),
  target: ["chrome115", "firefox121", "safari16.4"],
});
await build({
  ...shared,
  entryPoints: [join(islands, "work-sheet", "sheet.ts")],
  outfile: join(target, "sheet.js"),
  format: "esm",
  target: "es2022",
});
// What stands in for a sheet that cannot be fetched, and the worker that keeps it: scripts of their own.
for (const [name, out] of [["page", "sheet-away.js"], ["worker", "sheet-worker.js"]]) {
  await build({
    ...shared,
    entryPoints: [join(islands, "work-sheet", "away", `${name}.ts`)],
    outfile: join(target, out),
    format: "iife",
    target: "es2022",
  });
}
writeFileSync(join(target, "sprite.svg"), sprite(islands, packages));
writeFileSync(join(target, "THIRD_PARTY.txt"), licences(packages));
for (const picture of ["mark.svg", "favicon.svg"]) copyFileSync(join(islands, "logo", picture), join(target, picture));
