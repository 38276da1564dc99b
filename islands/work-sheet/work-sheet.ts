// <work-sheet data-config="…">: a worksheet several edit at once. What it is made of comes from the page, what is written
// in it from the live document. Blocks the server draws itself (scale, adoption) are left as they stand.

import type * as Y from "yjs";
import { ySyncPluginKey } from "y-prosemirror";
import type { Block } from "./blocks/block";
import { CardsBlock } from "./blocks/cards";
import { ChecklistBlock } from "./blocks/checklist";
import { FlowBlock } from "./blocks/flow";
import { MatrixBlock } from "./blocks/matrix";
import { TableBlock } from "./blocks/table";
import { TextBlock } from "./blocks/text";
import { SIGN_OUT, SIGNED_OUT } from "./forget";
import { Device } from "./line/device";
import { sendWhatIsLeft } from "./line/left";
import { Line, type Ended, type Listener, type State } from "./line/line";
import type { BlockConfig, Config, Person, SheetState } from "./model/config";
import { Bar } from "./parts/bar";
import { Composing } from "./parts/composing";
import { h, icon } from "./parts/dom";
import { HandedBack } from "./parts/handed-back";
import { OwnCards } from "./parts/own-cards";
import { Presence } from "./parts/presence";
import { Presenting } from "./parts/presenting";
import { Room, said } from "./parts/room";
import { partyList } from "./parts/value-fields";
import { Voice } from "./parts/voice";
import { Votes } from "./parts/votes";

export class WorkSheet extends HTMLElement implements Listener {
  private config!: Config;
  private line!: Line;
  private device: Device | null = null;
  private room: Room | null = null;
  private blocks: Block[] = [];
  private bar!: Bar;
  private voice!: Voice;
  private presence!: Presence;
  private presenting!: Presenting;
  private votes!: Votes;
  private own!: OwnCards;
  private handedBack!: HandedBack;
  private composing!: Composing;
  private readonly notes = h("div", { class: "ws-notes", role: "alert" });
  private readonly signedOut = new BroadcastChannel(SIGNED_OUT);
  private isSigningOut = false;
  private hasMoved = false; // the meeting, to another document than this
  private people: Person[] = [];
  private you = "";

  connectedCallback(): void {
    const written = document.getElementById(this.dataset["config"] ?? "")?.textContent;
    if (!written || this.bar) return;
    this.config = JSON.parse(written) as Config;
    const word = (key: string, values?: Record<string, string | number>): string => said(this.config.words, key, values);
    this.voice = new Voice(word);
    this.bar = new Bar({
      word,
      hear: (words) => this.voice.hear(words),
      undo: () => this.room?.undo.undo(),
      redo: () => this.room?.undo.redo(),
      title: (block) => this.config.blocks.find((one) => one.id === block)?.title ?? "",
      isListening: !this.config.blocks.length,
    });
    this.votes = new Votes(this.config.rows, () => this.blocks.forEach((one) => one.due()), (sentence) => this.voice.toast(sentence));
    this.own = new OwnCards(this.config.rows, this.config.cards, () => this.ownChanged());
    this.presence = new Presence(this, (block, item, field) => this.line?.here(block, item, field));
    this.presenting = new Presenting(this, this.voice.element, word);
    this.handedBack = new HandedBack(word);
    this.prepend(this.bar.element, this.notes, this.handedBack.element);
    this.append(this.voice.element);
    this.addEventListener("keydown", this.pressed);
    this.composing = new Composing(this, () => this.line?.hold(), () => this.line?.release());
    window.addEventListener("beforeunload", this.leaving);
    document.addEventListener("submit", this.submitted, true);
    this.signedOut.onmessage = () => {
      this.handedBack.forget();
      void this.line?.forget();
    };
    this.keepThePageForWithoutALine();
    void this.begin();
  }

  disconnectedCallback(): void {
    window.removeEventListener("beforeunload", this.leaving);
    document.removeEventListener("submit", this.submitted, true);
    this.signedOut.close();
    this.line?.stop();
    this.bar?.stop();
    this.composing?.stop();
    this.own?.stop();
    this.blocks.forEach((one) => one.destroy());
  }

  private async begin(): Promise<void> {
    const person = document.body.dataset["madeFor"] || this.config.person.id;
    const failed = (): void => this.keepsNothing();
    if (this.config.keeps_on_device) this.device = await Device.open(person, this.config.document, failed);
    this.line = new Line(this.config, this.device, this);
    if (!this.isConnected) return;
    await this.line.start();
    if (this.device) void sendWhatIsLeft(this.device, this.config, () => this.tell("sheet-set-aside"));
  }

  /** So that a page loaded again without a line says that what was written is kept, where it is. */
  private keepThePageForWithoutALine(): void {
    if (!this.config.keeps_on_device || !("serviceWorker" in navigator)) return;
    navigator.serviceWorker.register(this.config.worker).catch(() => undefined); // some browsers, and windows, keep none
  }

  /** The device is full, or keeps nothing after all: then nothing must say that it does. */
  private keepsNothing(): void {
    this.device = null;
    this.stateChanged(this.state);
  }

  // What the line tells

  private state: State = "starting";

  stateChanged(state: State): void {
    this.state = state;
    // Cards of nobody's go another way, and are saved when they are.
    const isSaving = state === "saved" && !this.own.isAllSaved;
    this.bar.showState(isSaving ? (this.own.isStuck ? "stuck" : "saving") : state, this.device !== null);
  }

  private ownChanged(): void {
    this.blocks.forEach((one) => one.due());
    this.stateChanged(this.state);
    if (this.hasMoved && !this.isWriting) location.reload();
  }

  started(doc: Y.Doc): void {
    this.blocks.forEach((one) => one.destroy());
    this.room?.undo.destroy();
    const room = new Room(this.config, doc, this.room?.sheet ?? this.config.sheet, ySyncPluginKey, this.voice);
    this.room = room;
    const undo = (): void => this.bar.showUndo(room.undo.canUndo(), room.undo.canRedo());
    for (const name of ["stack-item-added", "stack-item-popped", "stack-cleared"] as const) room.undo.on(name, undo);
    undo();
    document.getElementById("sheet-parties")?.remove();
    this.append(partyList(room));
    this.blocks = this.config.blocks.flatMap((config) => this.block(room, config) ?? []);
    this.blocks.forEach((one) => one.draw());
  }

  filled(): void {
    if (!this.room || this.room.isFilled) return this.presence.show(this.people, this.you);
    this.room.isFilled = true;
    this.blocks.forEach((one) => one.draw());
    if (this.config.blocks.some((one) => one.votes)) void this.votes.fetch();
    if (this.config.blocks.some((one) => one.anonymous)) void this.own.fetch();
    this.presence.again();
  }

  sheetChanged(sheet: SheetState): void {
    const before = JSON.stringify(this.room?.sheet);
    if (!this.room || before === JSON.stringify(sheet)) return this.presence.again();
    const wasPhase = this.room.sheet.phase;
    this.room.sheet = sheet;
    this.blocks.forEach((one) => one.draw());
    if (this.isElsewhere) return this.leaveFor();
    this.bar.showTimer(sheet);
    this.presenting.show(sheet.presented);
    if (sheet.phase !== wasPhase) {
      void this.votes.fetch();
      if (this.config.blocks.some((one) => one.anonymous)) void this.own.fetch();
      this.tell("sheet-phase");
    }
    this.tell("sheet-state");
  }

  /** Each writes alone now, or no longer does: another document than this is written in. */
  private get isElsewhere(): boolean {
    const sheet = this.room?.sheet;
    if (!sheet) return false;
    return sheet.closed || (this.config.alone_first && (sheet.phase === "individual") !== this.config.is_alone);
  }

  /** What the page says around the sheet stands as it was until the page is another. */
  private leaveFor(): void {
    const whose = document.getElementById("ws-whose");
    if (whose) whose.hidden = true;
    this.note(said(this.config.words, "moving"), "info");
    this.line.leave();
  }

  peopleChanged(people: Person[], you: string): void {
    this.people = people;
    this.you = you;
    this.bar.showPeople(people, you);
    this.presence.show(people, you);
  }

  changed(what: string): void {
    if (what === "votes") void this.votes.fetch();
    this.tell(`sheet-${what}`);
  }

  refused(sentence: string, isSetAside: boolean, words: string): void {
    this.notTakenIn(sentence, words);
    if (isSetAside) this.tell("sheet-set-aside");
  }

  lost(sentence: string, words: string): void {
    this.notTakenIn(sentence, words);
    this.tell("sheet-set-aside");
  }

  private notTakenIn(sentence: string, words: string): void {
    if (!words) return this.note(sentence, "warning");
    this.handedBack.show(words, sentence);
    if (this.handedBack.element.getBoundingClientRect().top < 0) this.voice.toast(sentence);
  }

  ended(why: Ended): void {
    this.hasMoved = why === "closed";
    if (this.hasMoved && !this.isWriting) return location.reload();
    if (this.hasMoved) this.tell("sheet-phase");
    if (this.room) this.room.isOver = true;
    this.note(said(this.config.words, `ended_${why}`), "danger");
    this.bar.element.hidden = true;
    if (why === "gone") this.blocks.forEach((one) => (one.destroy(), one.host.replaceChildren()));
    else this.blocks.forEach((one) => one.draw());
  }

  /** Something that is in no document yet, and would go with the page. */
  private get isWriting(): boolean {
    return !this.own.isAllSaved || !this.handedBack.isTakenCareOf || [...this.querySelectorAll<HTMLInputElement>(".ws-add input")].some((one) => one.value.trim());
  }

  // Within the page

  private block(room: Room, config: BlockConfig): Block | null {
    if (config.kind === "scale" || config.kind === "adoption") return null;
    let host = this.querySelector<HTMLElement>(`[data-block="${CSS.escape(config.id)}"]`);
    if (!host) this.inOrder((host = h("section", { "data-block": config.id })), config);
    const kinds = { text: TextBlock, table: TableBlock, checklist: ChecklistBlock, matrix: MatrixBlock, flow: FlowBlock };
    return config.kind === "cards" ? new CardsBlock(room, config, host, this.votes, this.own) : new kinds[config.kind](room, config, host);
  }

  /** Blocks the server draws stand there already. */
  private inOrder(host: HTMLElement, config: BlockConfig): void {
    const after = this.config.blocks.slice(this.config.blocks.indexOf(config) + 1);
    const next = after.map((one) => this.querySelector(`[data-block="${CSS.escape(one.id)}"]`)).find(Boolean);
    if (next) next.before(host);
    else this.voice.element.before(host);
  }

  /** The page's own parts fetch themselves again, with `hx-trigger="… from:body"`. */
  private tell(name: string): void {
    document.body.dispatchEvent(new CustomEvent(name));
  }

  private note(words: string, tone: "info" | "warning" | "danger"): void {
    const note = h("p", { class: "pd-note", "data-color": tone }, icon(tone === "info" ? "clock" : "warning"), h("span", {}, words));
    this.notes.replaceChildren(note);
    if (this.notes.getBoundingClientRect().top < 0) this.voice.toast(words);
  }

  private pressed = (event: KeyboardEvent): void => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
    const field = event.target;
    if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && "plain" in field.dataset && field.value) return; // not yet in the sheet
    event.preventDefault();
    if (key === "y" || event.shiftKey) this.room?.undo.redo();
    else this.room?.undo.undo();
  };

  private submitted = (event: Event): void => {
    this.isSigningOut = (event.target as HTMLFormElement).matches(SIGN_OUT);
  };

  /** Only where something would be lost. */
  private leaving = (event: BeforeUnloadEvent): void => {
    if (this.line && !this.line.isAllSaved && (!this.device || this.isSigningOut)) event.preventDefault();
    if (!this.own.isAllSaved || !this.handedBack.isTakenCareOf) event.preventDefault();
  };
}
