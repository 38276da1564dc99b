// What every block of the sheet needs: the document, who may write where, and a voice.

import * as Y from "yjs";
import type { BlockConfig, Config, SheetState } from "../model/config";
import { Items, LOCAL, type Value } from "../model/items";

export class Room {
  sheet: SheetState;
  isFilled = false;
  isOver = false;
  readonly undo: Y.UndoManager;

  constructor(
    readonly config: Config,
    readonly doc: Y.Doc,
    sheet: SheetState,
    editor: unknown,
    private readonly voice: { toast(words: string, undo?: () => void): void; hear(words: string): void },
  ) {
    this.sheet = sheet;
    const roots = config.blocks.flatMap((block) => rootsOf(block).map((name) => rootOf(doc, block, name)));
    this.undo = new Y.UndoManager(roots, { trackedOrigins: new Set([LOCAL, editor]), doc });
  }

  word(key: string, values: Record<string, string | number> = {}): string {
    return said(this.config.words, key, values);
  }

  mayWrite(block: string): boolean {
    return this.isFilled && !this.isOver && this.sheet.may_write.includes(block);
  }

  /** Whether a row is hers, or nobody's yet. */
  isHers(block: string, signature: Value): boolean {
    const rule = this.sheet.rows[block];
    const said = typeof signature === "string" ? signature.toLowerCase() : "";
    return !rule || rule.names.includes(said) || !/^(organisation|person):/.test(said);
  }

  /** A column of a row; whom it is from is set with the row. */
  mayWriteIn(block: string, signature: Value, column: string): boolean {
    const rule = this.sheet.rows[block];
    if (!rule || !this.mayWrite(block)) return this.mayWrite(block);
    if (rule.answers.includes(column)) return rule.may_answer;
    return column !== rule.signed && this.isHers(block, signature);
  }

  items(block: BlockConfig, collection: string): Items {
    return new Items(this.doc, block.id, collection, textsOf(block, collection));
  }

  block(id: string): BlockConfig | undefined {
    return this.config.blocks.find((one) => one.id === id);
  }

  toast(words: string, undo?: () => void): void {
    this.voice.toast(words, undo);
  }

  hear(words: string): void {
    this.voice.hear(words);
  }

  /** Taken away with a way back, also when others have written meanwhile. */
  remove(items: Items, id: string, words: string): void {
    this.undo.stopCapturing();
    items.remove(id);
    this.undo.stopCapturing();
    const made = this.undo.undoStack[this.undo.undoStack.length - 1];
    this.voice.toast(words, () => {
      if (made && this.undo.undoStack[this.undo.undoStack.length - 1] === made) this.undo.undo();
      else this.voice.toast(this.word("undo_later"));
    });
  }
}

export function said(words: Record<string, string>, key: string, values: Record<string, string | number> = {}): string {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

function rootsOf(block: BlockConfig): string[] {
  const lists: Record<string, string[]> = {
    text: [""],
    cards: ["cards", "clusters"],
    table: ["rows"],
    checklist: ["tasks"],
    matrix: ["places"],
    flow: ["lanes", "steps", "arrows"],
  };
  return lists[block.kind] ?? [];
}

function rootOf(doc: Y.Doc, block: BlockConfig, collection: string): Y.AbstractType<unknown> {
  const root: unknown = collection ? doc.getMap(`${block.id}/${collection}`) : doc.getXmlFragment(block.id);
  return root as Y.AbstractType<unknown>;
}

/** The fields of words in each list, as `plandugnad/engines/sheet/schema.py` has them. */
export function textsOf(block: BlockConfig, collection: string): string[] {
  const own = (block.kind === "table" ? block.columns : block.fields) ?? [];
  const columns = own.filter((one) => one.kind === "text").map((one) => one.id);
  const texts: Record<string, string[]> = {
    "cards/cards": ["text"],
    "cards/clusters": ["name"],
    "table/rows": columns,
    "checklist/tasks": ["text"],
    "matrix/places": ["text"],
    "flow/lanes": ["name"],
    "flow/steps": ["name", ...columns],
    "flow/arrows": ["label"],
  };
  return texts[`${block.kind}/${collection}`] ?? [];
}
