// Without a socket: the same by ordinary calls, as many networks allow no other.

import * as Y from "yjs";
import type { SheetState } from "../model/config";
import { fromBase64 } from "./frames";
import type { Line } from "./line";

const PAUSE_MS = 2_500;
const QUICK_MS = 1_000; // an answer this quick with nothing in it came from a server that does not wait

interface Answer {
  seq: number;
  whole: boolean;
  updates: string[];
  sheet: SheetState;
  you: { id: string; name: string };
}

interface Posted {
  seq: number;
  lost?: string | null;
  code?: string;
  sentence?: string;
  set_aside?: boolean;
  words?: string;
}

export class Polling {
  isWelcome = false;
  private seq = -1;
  private asking = new AbortController();
  private isOver = false;
  private round = 0;

  constructor(private readonly line: Line) {
    void this.ask(this.round);
  }

  stop(): void {
    this.isOver = true;
    this.asking.abort();
  }

  /** From the beginning: the document here is new, or the line has been away. */
  again(): void {
    this.isWelcome = false;
    this.seq = -1;
    this.asking.abort();
    this.asking = new AbortController();
    this.round += 1;
    void this.ask(this.round);
  }

  send(update: Uint8Array): void {
    void this.sending(update, this.round);
  }

  private async ask(round: number): Promise<void> {
    while (!this.isOver && round === this.round) {
      const began = Date.now();
      let pause = PAUSE_MS;
      try {
        const address = this.line.config.updates + (this.seq < 0 ? "" : `?etter=${String(this.seq)}`);
        const got = await read<Answer>(await fetch(address, { signal: this.asking.signal, headers: headers() }));
        if (typeof got === "string") return void this.line.end(got);
        if (this.isOver || round !== this.round) return;
        this.take(got);
        if (got.updates.length || Date.now() - began > QUICK_MS) pause = 0;
      } catch {
        if (this.isOver || round !== this.round) return;
        this.line.pollingFailed();
      }
      await new Promise((done) => setTimeout(done, pause));
    }
  }

  private take(got: Answer): void {
    const updates = got.updates.map(fromBase64);
    const isFirst = !this.isWelcome;
    this.seq = got.seq;
    this.isWelcome = true;
    if (isFirst) this.line.welcomed(vectorOf(updates), got.sheet, got.you.id);
    else this.line.sheet(got.sheet);
    this.line.received(updates);
  }

  private async sending(update: Uint8Array, round: number): Promise<void> {
    try {
      const got = await post(this.line.config.updates, update);
      if (this.isOver || round !== this.round) return;
      if (typeof got === "string") return void this.line.end(got);
      if (got.code) return void this.line.refused(got.sentence ?? "", got.set_aside !== false, got.words);
      if (got.lost) this.line.lost(got.lost, got.words);
      this.line.acknowledged();
    } catch {
      await new Promise((done) => setTimeout(done, PAUSE_MS));
      if (this.isOver || round !== this.round) return;
      this.line.returned();
      this.line.pollingFailed();
    }
  }
}

export async function post(address: string, update: Uint8Array): Promise<Posted | "gone" | "signed_out"> {
  const body = new Blob([update as BlobPart]);
  const sent = { ...headers(), "Content-Type": "application/octet-stream" };
  return read<Posted>(await fetch(address, { method: "POST", headers: sent, body, keepalive: update.length < 60_000 }));
}

/** As every form here says whom its page was made for, so that nothing is saved as somebody else's. */
export function headers(): Record<string, string> {
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
  return { "X-CSRFToken": token, "X-Made-For": document.body.dataset["madeFor"] ?? "", Accept: "application/json" };
}

async function read<T>(answer: Response): Promise<T | "gone" | "signed_out"> {
  if (answer.status === 404) return "gone";
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
  return isJson && answer.status !== 401 && answer.status !== 403 ? ((await answer.json()) as T) : "signed_out";
}

function vectorOf(updates: Uint8Array[]): Uint8Array {
  if (!updates.length) return Y.encodeStateVector(new Y.Doc());
  return Y.encodeStateVectorFromUpdate(updates.length > 1 ? Y.mergeUpdates(updates) : (updates[0] as Uint8Array));
}
