// What we ship that others made, with their terms, as their licences ask for.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const version = (packages, name) => JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")).version;

// The icon package states its licence (MIT) without carrying the text.
const MIT_OF_NAV = "Copyright (c) NAV (Arbeids- og velferdsdirektoratet)";

// What is bundled into sheet.js, all of it MIT.
const IN_SHEETS = [
  "lib0", "orderedmap", "prosemirror-commands", "prosemirror-inputrules", "prosemirror-keymap", "prosemirror-model",
  "prosemirror-schema-list", "prosemirror-state", "prosemirror-transform", "prosemirror-view",
  "w3c-keyname", "y-prosemirror", "yjs",
];

function inSheets(packages, name) {
  const terms = readFileSync(join(packages, name, "LICENSE"), "utf8").trim();
  return `sheet.js: ${name} ${version(packages, name)}, MIT\n\n${terms}`;
}

export function licences(packages) {
  const digdir = "@digdir/designsystemet-css";
  const terms = readFileSync(join(packages, digdir, "LICENSE"), "utf8").trim();
  const permission = terms.slice(terms.indexOf("Permission is hereby granted"));
  return [
    "Parts of the files in this folder were made by others and are used under these terms.",
    `plandugnad.css: ${digdir} ${version(packages, digdir)}, MIT\n\n${terms}`,
    `sprite.svg: @navikt/aksel-icons ${version(packages, "@navikt/aksel-icons")}, MIT\n\n${MIT_OF_NAV}\n\n${permission}`,
    ...IN_SHEETS.map((name) => inSheets(packages, name)),
  ].join("\n\n----\n\n") + "\n";
}
