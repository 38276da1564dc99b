// A field of words that several write in at once. It grows with what is written.

import type * as Y from "yjs";
import { difference, moved, type Delta } from "../model/difference";
import { LOCAL } from "../model/items";
import { storable } from "../model/storable";
import { h } from "./dom";
import type { Room } from "./room";

const NEAR = 0.8; // of what there is room for: then she is told how much is left

export interface FieldLook {
  label: string;
  field: string; // of the item, for those who see where others write
  placeholder?: string;
  isLine?: boolean; // Enter leaves it
  class?: string;
}

export class WordsField {
  readonly element: HTMLElement;
  readonly area: HTMLTextAreaElement;
  private text: Y.Text | undefined;
  private shown = "";
  private isComposing = false;
  private waiting: Delta[][] = [];
  private left: HTMLElement | null = null;

  constructor(
    private readonly room: Room,
    private readonly most: number,
    look: FieldLook,
  ) {
    this.area = h("textarea", {
      class: "ws-words__area",
      rows: 1,
      maxlength: most,
      "aria-label": look.label,
      placeholder: look.placeholder ?? null,
      oninput: () => this.typed(),
      oncompositionstart: () => (this.isComposing = true),
      oncompositionend: () => this.composed(),
      onblur: () => this.room.undo.stopCapturing(),
    });
    if (look.isLine)
      this.area.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.isComposing) event.preventDefault();
      });
    this.element = h("div", { class: `ws-words ${look.class ?? ""}`.trim(), "data-field": look.field }, this.area);
  }

  label(words: string): void {
    if (this.area.getAttribute("aria-label") !== words) this.area.setAttribute("aria-label", words);
  }

  /** The text it shows, which is another object after an undo. */
  bind(text: Y.Text | undefined, mayWrite: boolean): void {
    this.area.readOnly = !mayWrite || !text;
    if (text === this.text) return;
    this.text?.unobserve(this.seen);
    this.text = text;
    this.text?.observe(this.seen);
    this.show(text?.toString() ?? "");
  }

  destroy(): void {
    this.text?.unobserve(this.seen);
    this.text = undefined;
  }

  private show(words: string): void {
    this.shown = words;
    if (this.area.value !== words) this.area.value = words;
    this.grow();
  }

  private grow(): void {
    this.element.dataset["words"] = this.area.value;
    const left = this.most - this.area.value.length;
    if (left > this.most * (1 - NEAR)) {
      this.left?.remove();
      this.left = null;
      return;
    }
    this.left ??= this.element.appendChild(h("p", { class: "ws-words__left", role: "status" }));
    this.left.textContent = this.room.word("signs_left", { n: Math.max(0, left) });
  }

  private typed(): void {
    const clean = storable(this.area.value);
    if (clean !== this.area.value) this.area.value = clean;
    this.grow();
    if (this.isComposing || !this.text) return;
    const edit = difference(this.shown, this.area.value, this.area.selectionStart);
    this.shown = this.area.value;
    if (edit) this.write(edit.start, edit.end, edit.text);
  }

  private write(start: number, end: number, words: string): void {
    const text = this.text;
    text?.doc?.transact(() => {
      if (end > start) text.delete(start, end - start);
      if (words) text.insert(start, words);
    }, LOCAL);
  }

  /** Signs put together of several presses are one edit, and what others wrote meanwhile is waiting. */
  private composed(): void {
    this.isComposing = false;
    const edit = difference(this.shown, this.area.value, this.area.selectionStart);
    const place = (at: number): number => this.waiting.reduce((now, delta) => moved(now, delta), at);
    const [start, end] = edit ? [place(edit.start), place(edit.end)] : [0, 0];
    const caret = edit ? start + edit.text.length : place(this.area.selectionStart);
    this.waiting = [];
    if (edit) this.write(start, end, edit.text);
    this.show(this.text?.toString() ?? "");
    if (document.activeElement === this.area) this.area.setSelectionRange(caret, caret);
  }

  private seen = (event: Y.YTextEvent, change: Y.Transaction): void => {
    const now = this.text?.toString() ?? "";
    if (now === this.area.value) {
      this.shown = now;
      return this.grow(); // what was just typed
    }
    const delta = event.delta as Delta[];
    if (this.isComposing) return void (change.origin === LOCAL || this.waiting.push(delta));
    const isFocused = document.activeElement === this.area;
    const caret = [this.area.selectionStart, this.area.selectionEnd].map((at) => moved(at, delta));
    this.show(now);
    if (isFocused) this.area.setSelectionRange(caret[0] ?? 0, caret[1] ?? 0);
  };
}
