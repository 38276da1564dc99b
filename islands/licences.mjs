// What we ship that others made, with their terms, as their licences ask for.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const version = (packages, name) => JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")).version;

// The icon package states its licence (MIT) without carrying the text.
const MIT_OF_NAV = "Copyright (c) NAV (Arbeids- og velferdsdirektoratet)";

export function licences(packages) {
  const digdir = "@digdir/designsystemet-css";
  const terms = readFileSync(join(packages, digdir, "LICENSE"), "utf8").trim();
  const permission = terms.slice(terms.indexOf("Permission is hereby granted"));
  return [
    "Parts of the files in this folder were made by others and are used under these terms.",
    `plandugnad.css: ${digdir} ${version(packages, digdir)}, MIT\n\n${terms}`,
    `sprite.svg: @navikt/aksel-icons ${version(packages, "@navikt/aksel-icons")}, MIT\n\n${MIT_OF_NAV}\n\n${permission}`,
  ].join("\n\n----\n\n") + "\n";
}
