// One field and Enter: the quickest way to put something down in a meeting. The field stays, for the next one.

import type { BlockConfig } from "../model/config";
import type { Items } from "../model/items";
import { h } from "./dom";
import type { Room } from "./room";

export class AddField {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly full: HTMLElement;

  constructor(
    private readonly room: Room,
    private readonly config: BlockConfig,
    private readonly items: Items,
    words: string,
    private readonly add: (text: string) => void,
  ) {
    const id = `ws-add-${config.id}-${items.collection}`;
    this.input = h("input", { class: "ds-input ws-input", id, maxlength: config.most_text, autocomplete: "off", "data-plain": true });
    const press = h("button", { type: "submit", class: "ds-button", "data-variant": "secondary", "data-size": "sm" }, room.word(`${words}_press`));
    const form = h("form", { class: "ws-add__form", onsubmit: (event) => this.sent(event) }, h("label", { for: id }, room.word(words)), h("div", { class: "ws-add__line" }, this.input, press));
    this.full = h("p", { class: "ws-fault", hidden: true }, room.word("full", { n: config.most_items }));
    this.element = h("div", { class: "ws-add" }, form, this.full);
  }

  update(mayWrite: boolean): void {
    const isFull = this.items.size >= this.config.most_items;
    this.element.hidden = !mayWrite;
    this.full.hidden = !isFull;
    (this.element.firstElementChild as HTMLElement).hidden = isFull;
  }

  private sent(event: Event): void {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text || this.items.size >= this.config.most_items) return this.input.focus();
    this.room.undo.stopCapturing();
    this.add(text);
    this.room.undo.stopCapturing();
    this.input.value = "";
    this.input.focus();
    this.room.hear(this.room.word("added", { name: text }));
  }
}

/** A place to move something to, in words. */
export function choose(words: string, choices: readonly [string, string][], chosen: string, change: (value: string) => void): HTMLSelectElement {
  const select = h("select", { class: "ds-input ws-input", "aria-label": words, onchange: () => change(select.value) });
  select.append(...choices.map(([value, name]) => h("option", { value }, name)));
  select.value = chosen;
  return select;
}

/** The same choices again, where they have changed, without losing what is chosen. */
export function offer(select: HTMLSelectElement, choices: readonly [string, string][], chosen: string): void {
  const wanted = JSON.stringify(choices);
  if (select.dataset["offers"] !== wanted) {
    select.dataset["offers"] = wanted;
    select.replaceChildren(...choices.map(([value, name]) => h("option", { value }, name)));
  }
  if (select.value !== chosen) select.value = chosen;
}

