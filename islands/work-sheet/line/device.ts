// The whole sheet on the device, so that a lost line, a closed window or an offline day costs nobody a word. Each change
// is a row of its own: two windows with the same sheet never write over each other.

import * as Y from "yjs";
import { answer, emptied, MARKS, opened, UPDATES, type Mark, type Row } from "./database";

const MANY = 60;

export interface Kept {
  updates: Uint8Array[];
  vector: Uint8Array | null;
}

export class Device {
  private constructor(
    private readonly database: IDBDatabase,
    private readonly person: string,
    private readonly document: string,
    private readonly failed: () => void,
  ) {}

  /** Null where the browser keeps nothing: then nothing must say that it does. */
  static async open(person: string, document: string, failed: () => void): Promise<Device | null> {
    try {
      return new Device(await opened(), person, document, failed);
    } catch {
      return null;
    }
  }

  private get key(): string {
    return `${this.person}:${this.document}`;
  }

  async load(key = this.key): Promise<Kept> {
    const all = this.database.transaction([UPDATES, MARKS]);
    const rows = await answer<Row[]>(all.objectStore(UPDATES).index("key").getAll(key));
    const mark = await answer<Mark | undefined>(all.objectStore(MARKS).get(key));
    if (rows.length > MANY && key === this.key) await this.shorten();
    return { updates: rows.map((row) => row.update), vector: mark?.vector ?? null };
  }

  add(update: Uint8Array): void {
    this.write(UPDATES, (store) => store.add({ key: this.key, update } satisfies Row));
  }

  /** All that is here is on the server too. */
  settle(vector: Uint8Array, document = this.document): void {
    this.write(MARKS, (store) => store.put({ key: `${this.person}:${document}`, vector } satisfies Mark));
  }

  /** Other sheets of hers that were left here: a phase may have moved while she was away. */
  async others(): Promise<{ document: string; kept: Kept }[]> {
    const rows = await answer<Row[]>(this.database.transaction(UPDATES).objectStore(UPDATES).getAll());
    const keys = new Set(rows.map((row) => row.key));
    const mine = [...keys].filter((key) => key.startsWith(`${this.person}:`) && key !== this.key);
    return Promise.all(mine.map(async (key) => ({ document: key.split(":")[1] ?? "", kept: await this.load(key) })));
  }

  async wipe(document = this.document): Promise<void> {
    const key = `${this.person}:${document}`;
    await emptied(this.database, (each) => each === key);
  }

  close(): void {
    this.database.close();
  }

  private write(name: string, make: (store: IDBObjectStore) => IDBRequest): void {
    try {
      const change = this.database.transaction(name, "readwrite");
      change.onabort = () => this.failed();
      make(change.objectStore(name));
    } catch {
      this.failed();
    }
  }

  /** Many small rows become one, in one transaction: no other window can write in between. */
  private async shorten(): Promise<void> {
    const store = this.database.transaction(UPDATES, "readwrite").objectStore(UPDATES);
    const index = store.index("key");
    const keys = await answer<IDBValidKey[]>(index.getAllKeys(this.key));
    const rows = await answer<Row[]>(index.getAll(this.key));
    store.add({ key: this.key, update: Y.mergeUpdates(rows.map((row) => row.update)) } satisfies Row);
    for (const key of keys) store.delete(key);
  }
}
