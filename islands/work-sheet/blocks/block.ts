// What all blocks have: a heading, its question, whether it can be written in, and drawing once after many changes.

import type * as Y from "yjs";
import type { BlockConfig } from "../model/config";
import type { Items } from "../model/items";
import { button, h, icon } from "../parts/dom";
import type { Room } from "../parts/room";

export abstract class Block {
  protected readonly body = h("div", { class: "ws-block__body" });
  private readonly note = h("p", { class: "ws-block__note", role: "status" });
  private readonly watched: Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>[]>[] = [];
  private isDue = false;
  private isGone = false;

  constructor(
    protected readonly room: Room,
    readonly config: BlockConfig,
    readonly host: HTMLElement,
  ) {
    host.classList.add("ws-block");
    host.dataset["kind"] = config.kind;
    const own = [...host.querySelectorAll<HTMLElement>(":scope > [data-keep], :scope > header [data-keep]")];
    const heading = h("h2", { id: `ws-${config.id}`, tabindex: -1 }, config.title);
    const header = h("header", { class: "ws-block__head" }, heading, ...own);
    host.setAttribute("aria-labelledby", heading.id);
    host.replaceChildren(header, ...(config.prompt ? [h("p", { class: "ws-block__prompt" }, config.prompt)] : []), this.note, this.body);
  }

  protected abstract fill(): void;

  protected get mayWrite(): boolean {
    return this.room.mayWrite(this.config.id);
  }

  /** Whether there is anything to write in it. */
  protected get isOpen(): boolean {
    return this.mayWrite;
  }

  protected watch(...all: Items[]): void {
    for (const one of all) {
      const root = one.map as unknown as Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>[]>;
      root.observeDeep(this.due);
      this.watched.push(root);
    }
  }

  /** After the change that is going on, and once for all of it. */
  due = (): void => {
    if (this.isDue) return;
    this.isDue = true;
    queueMicrotask(() => {
      this.isDue = false;
      if (!this.isGone) this.draw();
    });
  };

  draw(): void {
    const { sheet, isFilled } = this.room;
    const isLocked = sheet.locked.includes(this.config.id);
    const why = !isFilled ? "fetching" : this.isOpen ? "" : isLocked ? "locked" : "not_now";
    if (this.note.dataset["why"] !== why) {
      this.note.dataset["why"] = why;
      this.note.replaceChildren(...(why ? [...(why === "fetching" ? [] : [icon("lock")]), this.room.word(why)] : []));
    }
    this.host.classList.toggle("ws-block--closed", !this.isOpen);
    this.host.classList.toggle("ws-block--read", !this.mayWrite); // also where a card of nobody's may be added
    if (!isFilled) return;
    const back = this.whereSheWrites();
    this.fill();
    back?.();
  }

  /** Somebody else may move what she writes in to another group: she goes on writing in it. */
  private whereSheWrites(): (() => void) | null {
    const active = document.activeElement;
    if (!(active instanceof HTMLTextAreaElement) || !this.host.contains(active)) return null;
    const item = active.closest<HTMLElement>("[data-item]")?.dataset["item"];
    const field = active.closest<HTMLElement>("[data-field]")?.dataset["field"];
    const [start, end] = [active.selectionStart, active.selectionEnd];
    return () => {
      if (active.isConnected) return;
      const now = this.host.querySelector<HTMLTextAreaElement>(`[data-item="${item}"] [data-field="${field}"] textarea`);
      now?.focus();
      now?.setSelectionRange(start, end);
    };
  }

  destroy(): void {
    this.isGone = true;
    for (const root of this.watched) root.unobserveDeep(this.due);
  }

  /** What stands where there is nothing yet: it says what to do. */
  protected empty(key: string): HTMLElement {
    return h("p", { class: "ws-empty" }, this.room.word(this.mayWrite ? key : "empty_closed"));
  }

  protected full(items: Items): boolean {
    return items.size >= this.config.most_items;
  }

  protected fullNote(): HTMLElement {
    return h("p", { class: "ws-fault" }, this.room.word("full", { n: this.config.most_items }));
  }

  protected upAndDown(items: Items, id: string, name: () => string): HTMLElement {
    const go = (by: -1 | 1) => () => {
      items.step(id, by);
      this.room.hear(this.room.word("moved_to", { n: items.ids().indexOf(id) + 1, all: items.size }));
    };
    const up = button(this.room.word("move_up"), go(-1), { icon: "up", isQuiet: true });
    const down = button(this.room.word("move_down"), go(1), { icon: "down", isQuiet: true });
    const away = button(this.room.word("remove"), () => this.take(items, id, name()), { icon: "delete", isQuiet: true });
    return h("div", { class: "ws-tools", "data-tools": true }, up, down, away);
  }

  /** Takes away, and moves the focus to what stands next, so that a keyboard is not thrown to the top. */
  protected take(items: Items, id: string, name: string): void {
    const here = this.host.querySelector(`[data-item="${id}"]`);
    const next = here?.nextElementSibling ?? here?.previousElementSibling;
    this.room.remove(items, id, name.trim() ? this.room.word("removed", { name: short(name) }) : this.room.word("removed_empty"));
    const target = next?.querySelector<HTMLElement>("textarea, input, button, select") ?? this.host.querySelector<HTMLElement>("h2");
    target?.focus();
  }
}

export function short(words: string): string {
  const line = words.trim().replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 38)} …` : line;
}
