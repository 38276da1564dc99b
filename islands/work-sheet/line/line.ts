// What holds a sheet together with the server's: what is written here goes to the device at once and to the server when
// it can be reached, in whatever way it can be reached. `docs/decisions/0027-live-sheets.md` says how it is done there.

import * as Y from "yjs";
import type { Config, Person, SheetState } from "../model/config";
import type { Device } from "./device";
import { Polling, post } from "./polling";
import { Socket } from "./socket";

export type State = "starting" | "saved" | "saving" | "offline" | "reconnecting";
export type Ended = "signed_out" | "gone" | "closed";

export interface Listener {
  stateChanged(state: State): void;
  sheetChanged(sheet: SheetState): void;
  peopleChanged(people: Person[], you: string): void;
  changed(what: string): void;
  refused(sentence: string, isSetAside: boolean, words: string): void; // `words` where they are kept nowhere else
  lost(sentence: string, words: string): void;
  ended(why: Ended): void;
  started(doc: Y.Doc): void; // there is a document to show; again where the one before was refused
  filled(): void; // it holds what the server has, or what was kept here
}

const REMOTE = "server";
const KEPT = "device";
const SOCKETS_BEFORE_POLLING = 2;
const SOCKET_AGAIN_MS = 60_000;
const LONGEST_WAIT_MS = 30_000;

export class Line {
  doc = new Y.Doc();
  private unsent: Uint8Array[] = [];
  private onTheWay: Uint8Array | null = null;
  private mayHaveNews = false; // something here that no server has acknowledged
  private keptVector: Uint8Array | null = null;
  private socket: Socket | null = null;
  private polling: Polling | null = null;
  private failures = 0;
  private timer = 0;
  private heldBack: Uint8Array[] = [];
  private isHolding = false;
  private isOver = false;
  private isLeaving = false;
  private you = "";

  constructor(
    readonly config: Config,
    private readonly device: Device | null,
    private readonly listener: Listener,
  ) {}

  async start(): Promise<void> {
    const kept = await this.device?.load().catch(() => null);
    this.begin(kept?.updates ?? []);
    this.keptVector = kept?.vector ?? null;
    this.mayHaveNews = Boolean(kept?.updates.length);
    if (this.mayHaveNews) this.listener.filled();
    window.addEventListener("online", this.online);
    window.addEventListener("offline", this.offline);
    this.say("starting");
    this.connect();
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    window.removeEventListener("online", this.online);
    window.removeEventListener("offline", this.offline);
    this.socket?.close();
    this.polling?.stop();
    this.device?.close();
  }

  get isAllSaved(): boolean {
    return !this.unsent.length && !this.onTheWay && !this.mayHaveNews;
  }

  here(block: string, item: string, field: string): void {
    this.socket?.say({ t: "here", block, item, field });
  }

  private begin(updates: Uint8Array[]): void {
    const doc = new Y.Doc();
    this.doc = doc;
    this.heldBack = []; // of the document before: the server gives all of it to this one
    doc.transact(() => updates.forEach((one) => Y.applyUpdate(doc, one, KEPT)), KEPT);
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === KEPT || doc !== this.doc) return;
      this.device?.add(update);
      if (origin === REMOTE) return;
      this.unsent.push(update);
      this.flush();
    });
    this.listener.started(doc);
  }

  private say(state: State): void {
    if (!this.isOver) this.listener.stateChanged(state);
  }

  private flush(): void {
    const way = this.socket?.isWelcome ? this.socket : this.polling?.isWelcome ? this.polling : null;
    if (!way) return this.say(navigator.onLine ? (this.failures ? "reconnecting" : "starting") : "offline");
    if (!this.onTheWay && this.unsent.length) {
      this.onTheWay = this.unsent.length > 1 ? Y.mergeUpdates(this.unsent) : (this.unsent[0] ?? null);
      this.unsent = [];
      if (this.onTheWay) way.send(this.onTheWay);
    }
    if (this.onTheWay) return this.say("saving");
    this.mayHaveNews = false;
    this.device?.settle(Y.encodeStateVector(this.doc));
    this.say("saved");
    if (this.isLeaving) void this.end("closed");
  }

  /** The meeting goes on in another document: there, as soon as the server has judged what was written in this one. */
  leave(): void {
    this.isLeaving = true;
  }

  // What a way to the server tells

  welcomed(serverVector: Uint8Array, sheet: SheetState, you: string): void {
    this.you = you;
    this.failures = 0;
    clearTimeout(this.timer);
    this.mayHaveNews ||= this.onTheWay !== null || this.unsent.length > 0;
    const lacking = Y.encodeStateAsUpdate(this.doc, serverVector);
    this.onTheWay = null;
    this.unsent = this.mayHaveNews ? [lacking] : [];
    this.listener.sheetChanged(sheet);
    if (this.socket?.isWelcome) {
      this.polling?.stop();
      this.polling = null;
    }
  }

  /** Letters that are being put together, by a dead key or an input method, are lost if what is around them changes. */
  hold(): void {
    this.isHolding = true;
  }

  release(): void {
    const held = this.heldBack;
    this.isHolding = false;
    this.heldBack = [];
    if (held.length && !this.isOver) this.received(held);
  }

  received(updates: Uint8Array[]): void {
    if (this.isHolding) {
      this.heldBack.push(...updates);
      return this.flush();
    }
    this.doc.transact(() => updates.forEach((one) => Y.applyUpdate(this.doc, one, REMOTE)), REMOTE);
    this.listener.filled();
    this.flush();
  }

  acknowledged(): void {
    this.onTheWay = null;
    this.flush();
  }

  /** What could not be sent after all: it waits, with what has been written since. */
  returned(): void {
    if (this.onTheWay) this.unsent.unshift(this.onTheWay);
    this.onTheWay = null;
  }

  /** The server has set the words aside. What others see is true, and this copy is not: it is thrown away. */
  async refused(sentence: string, isSetAside: boolean, words = ""): Promise<void> {
    const rest = this.unsent.length ? Y.mergeUpdates(this.unsent) : null; // its words are set aside too
    if (rest && this.socket) this.socket.send(rest);
    else if (rest) void this.tellOf(rest);
    this.unsent = [];
    this.onTheWay = null;
    this.mayHaveNews = false;
    if (this.socket) this.socket.isWelcome = false;
    if (this.polling) this.polling.isWelcome = false;
    const before = this.doc;
    this.begin([]);
    before.destroy();
    await this.device?.wipe().catch(() => undefined);
    this.listener.refused(sentence, isSetAside, words);
    this.socket?.hello();
    this.polling?.again();
  }

  lost(sentence: string, words = ""): void {
    this.listener.lost(sentence, words);
  }

  sheet(sheet: SheetState): void {
    this.listener.sheetChanged(sheet);
    if (this.isLeaving) this.flush();
  }

  people(people: Person[]): void {
    this.listener.peopleChanged(people, this.you);
  }

  changed(what: string): void {
    this.listener.changed(what);
  }

  pollingFailed(): void {
    this.failures = Math.max(this.failures, 1);
    this.flush();
  }

  async end(why: Ended): Promise<void> {
    if (this.isOver) return;
    this.isLeaving = false;
    const isTold = why !== "closed" || (await this.tellTheRest());
    // A session that has only grown old must not cost anybody what she wrote: it stays until she signs in again.
    const isKept = !isTold || (why === "signed_out" && !this.isAllSaved);
    if (!isKept) await this.device?.wipe().catch(() => undefined);
    this.stop();
    this.listener.ended(why);
  }

  /** She has signed out in another window. */
  async forget(): Promise<void> {
    if (this.isOver) return;
    await this.device?.wipe().catch(() => undefined);
    this.stop();
    this.listener.ended("gone");
  }

  /** The document is closed, and takes nothing in: then it sets the words aside for her. */
  private async tellTheRest(): Promise<boolean> {
    const rest = [...(this.onTheWay ? [this.onTheWay] : []), ...this.unsent];
    if (this.mayHaveNews) rest.push(Y.encodeStateAsUpdate(this.doc, this.keptVector ?? undefined));
    return !rest.length || this.tellOf(Y.mergeUpdates(rest));
  }

  /** What will not be taken in, so that its words are set aside or handed back. False where nobody could be told. */
  private async tellOf(update: Uint8Array): Promise<boolean> {
    const got = await post(this.config.updates, update).catch(() => null);
    if (got === null) return false;
    if (typeof got === "object" && got.words) this.listener.lost(got.sentence ?? got.lost ?? "", got.words);
    return true;
  }

  // Coming back

  private connect(): void {
    clearTimeout(this.timer);
    if (this.isOver || this.socket) return;
    if (!navigator.onLine) return this.flush();
    this.socket = new Socket(this, this.closed);
  }

  private closed = (code: number, wasWelcome: boolean): void => {
    this.socket = null;
    if (this.isOver) return;
    if (this.onTheWay) this.mayHaveNews = true;
    this.returned();
    if (code === 4401) return void this.end("signed_out");
    if (code === 4404) return void this.end("gone");
    if (code === 4409) return void this.end("closed");
    this.listener.peopleChanged([], "");
    this.failures = wasWelcome ? 1 : this.failures + 1;
    if (this.failures > SOCKETS_BEFORE_POLLING && navigator.onLine) this.polling ??= new Polling(this);
    this.flush();
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.connect(), this.polling ? SOCKET_AGAIN_MS : this.wait(code));
  };

  private wait(code: number): number {
    const step = code === 4429 ? LONGEST_WAIT_MS : Math.min(LONGEST_WAIT_MS, 400 * 2 ** this.failures);
    return step * (0.5 + Math.random() / 2); // not all at once when a server is back
  }

  private online = (): void => {
    this.failures = 0;
    this.polling?.again();
    this.connect();
  };

  private offline = (): void => {
    clearTimeout(this.timer);
    this.polling?.stop();
    this.polling = null;
    this.socket?.close();
    this.flush();
  };
}
