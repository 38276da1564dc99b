// One list of a sheet: a map from the id of an item to its fields, in the order of their keys.

import * as Y from "yjs";
import { between, isKey, LONGEST, spread } from "./ordering";

export type Value = string | number | boolean | null;
export type Item = Y.Map<unknown>;

const LAST = "~"; // sorts after every key

export class Items {
  readonly map: Y.Map<Item>;

  constructor(
    readonly doc: Y.Doc,
    readonly block: string,
    readonly collection: string,
    private readonly texts: readonly string[],
  ) {
    this.map = doc.getMap<Item>(`${block}/${collection}`);
  }

  ids(): string[] {
    return this.keyed().map(([, id]) => id);
  }

  get size(): number {
    return this.map.size;
  }

  get(id: string): Item | undefined {
    const item = this.map.get(id);
    return item instanceof Y.Map ? item : undefined;
  }

  value(id: string, field: string): Value {
    const value = this.get(id)?.get(field);
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  }

  text(id: string, field: string): Y.Text | undefined {
    const text = this.get(id)?.get(field);
    return text instanceof Y.Text ? text : undefined;
  }

  words(id: string, field: string): string {
    return this.text(id, field)?.toString() ?? "";
  }

  /** Last; or after the item `after`. It comes whole, with all its texts, as the server asks. */
  add(values: Record<string, Value> = {}, after?: string): string {
    const id = crypto.randomUUID?.().replaceAll("-", "") ?? randomId();
    this.doc.transact(() => {
      const item: Item = new Y.Map();
      item.set("order", this.keyAt(id, after));
      for (const name of this.texts) item.set(name, new Y.Text(String(values[name] ?? "")));
      for (const [name, value] of Object.entries(values))
        if (!this.texts.includes(name) && value !== null) item.set(name, value);
      this.map.set(id, item);
    }, LOCAL);
    return id;
  }

  set(id: string, values: Record<string, Value>): void {
    const item = this.get(id);
    if (!item) return;
    this.doc.transact(() => {
      for (const [name, value] of Object.entries(values))
        if ((item.get(name) ?? null) !== value) item.set(name, value);
    }, LOCAL);
  }

  /** `after` is empty for the first place. */
  move(id: string, after: string): void {
    const item = this.get(id);
    if (!item || after === id) return;
    this.doc.transact(() => item.set("order", this.keyAt(id, after)), LOCAL);
  }

  /** One place up or down. */
  step(id: string, by: -1 | 1): void {
    const ids = this.ids();
    const place = ids.indexOf(id) + by;
    if (place < 0 || place >= ids.length) return;
    this.move(id, by > 0 ? (ids[place] ?? "") : (ids[place - 1] ?? ""));
  }

  remove(id: string): void {
    this.doc.transact(() => this.map.delete(id), LOCAL);
  }

  private keyed(leaveOut = ""): [string, string][] {
    const found: [string, string][] = [];
    for (const [id, item] of this.map.entries()) {
      if (id === leaveOut || !(item instanceof Y.Map)) continue;
      const order = item.get("order");
      found.push([isKey(order) ? order : LAST, id]);
    }
    return found.sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]));
  }

  private keyAt(id: string, after: string | undefined): string {
    for (let round = 0; ; round += 1) {
      const there = this.keyed(id);
      const place = after === undefined ? there.length : after ? there.findIndex((one) => one[1] === after) + 1 : 0;
      const left = there[place - 1]?.[0] ?? "";
      const next = there[place]?.[0] ?? "";
      const right = next === LAST ? "" : next;
      if (left !== LAST && (!right || left < right)) {
        const key = between(left, right, id);
        if (key.length <= LONGEST || round) return key;
      }
      if (round) return between("", "", id);
      const keys = spread(there.length); // no room between two: all are keyed anew
      there.forEach(([, other], index) => this.get(other)?.set("order", keys[index]));
    }
  }
}

/** The origin of what is written here, and may be undone here. */
export const LOCAL = "here";

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function randomId(): string {
  // randomUUID is missing where the address is not secure, as on a test network by http.
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
