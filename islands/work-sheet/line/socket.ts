// The live room over a WebSocket.

import * as Y from "yjs";
import type { Person, SheetState } from "../model/config";
import { fromBase64, group, numbered, toBase64 } from "./frames";
import type { Line } from "./line";

const PATIENCE_MS = 12_000;

type Told =
  | { t: "welcome"; seq: number; you: { id: string; name: string }; vector: string; sheet: SheetState }
  | { t: "refused"; n: number; code: string; sentence: string; set_aside: boolean; words: string }
  | { t: "lost"; sentence: string; words: string }
  | { t: "people"; people: Person[] }
  | ({ t: "sheet" } & SheetState)
  | { t: "changed"; what: string };

export class Socket {
  isWelcome = false;
  private wasWelcome = false;
  private readonly socket: WebSocket;
  private n = 0;
  private patience = 0;
  private isClosed = false;

  constructor(
    private readonly line: Line,
    private readonly closed: (code: number, wasWelcome: boolean) => void,
  ) {
    const address = new URL(line.config.live, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.socket = new WebSocket(address);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => this.hello();
    this.socket.onmessage = (event) => this.hear(event.data as string | ArrayBuffer);
    this.socket.onclose = (event) => this.over(event.code);
    this.expect();
  }

  hello(): void {
    this.isWelcome = false;
    this.n = 0;
    this.say({ t: "hello", vector: toBase64(Y.encodeStateVector(this.line.doc)) });
    this.expect();
  }

  say(words: object): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(words));
  }

  send(update: Uint8Array): void {
    this.n += 1;
    this.socket.send(numbered(this.n, update));
    this.expect();
  }

  close(): void {
    this.socket.close();
    this.over(1000); // a line that is gone may take a minute to say so
  }

  private over(code: number): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.isWelcome = false;
    clearTimeout(this.patience);
    this.closed(code, this.wasWelcome);
  }

  /** A line that says nothing is no line. */
  private expect(): void {
    clearTimeout(this.patience);
    this.patience = window.setTimeout(() => this.close(), PATIENCE_MS);
  }

  private hear(data: string | ArrayBuffer): void {
    if (this.isClosed) return;
    if (typeof data === "string") return this.told(JSON.parse(data) as Told);
    const { ack, updates } = group(data);
    if (!this.isWelcome) return; // of the document that was thrown away
    if (ack >= this.n) clearTimeout(this.patience);
    this.line.received(updates);
    if (ack && ack >= this.n) this.line.acknowledged();
  }

  private told(told: Told): void {
    if (told.t === "welcome") {
      this.isWelcome = this.wasWelcome = true;
      clearTimeout(this.patience);
      this.line.welcomed(fromBase64(told.vector), told.sheet, told.you.id);
    } else if (told.t === "refused") {
      if (this.isWelcome) void this.line.refused(told.sentence, told.set_aside, told.words);
    } else if (told.t === "lost") this.line.lost(told.sentence, told.words);
    else if (told.t === "people") this.line.people(told.people);
    else if (told.t === "sheet") this.line.sheet(told);
    else if (told.t === "changed") this.line.changed(told.what);
  }
}
