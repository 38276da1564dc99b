// Fields of which the last value written stands: a choice, a party, a date, a number, yes or no.

import { languagesOfPage } from "../../languages";
import type { Choice, Column } from "../model/config";
import type { Items, Value } from "../model/items";
import { h } from "./dom";
import type { Room } from "./room";
import { WordsField } from "./words-field";

export interface Field {
  readonly element: HTMLElement;
  label(words: string): void;
  update(mayWrite: boolean): void;
  destroy(): void;
}

/** Where nothing can be written, a value is words: a field cuts them off, and shows a day as the browser's language has it. */
class Read {
  readonly element = h("span", { class: "ws-read" });

  constructor(private readonly control: HTMLElement) {}

  show(mayWrite: boolean, words: () => string): void {
    this.control.hidden = !mayWrite;
    this.element.hidden = mayWrite;
    this.element.textContent = mayWrite ? "" : words();
  }
}

/** Any field of a table's row or of a step. */
export function fieldFor(room: Room, items: Items, id: string, column: Column, most: number): Field {
  if (column.kind === "text") return wordsFor(room, items, id, column.id, most, column.title);
  if (column.kind === "choice") return new ChoiceField(room, items, id, column.id, column.choices ?? []);
  if (column.kind === "choices") return new SeveralField(room, items, id, column);
  return new ValueField(room, items, id, column.id, column.kind);
}

export function wordsFor(
  room: Room,
  items: Items,
  id: string,
  field: string,
  most: number,
  label: string,
  look: { placeholder?: string; isLine?: boolean; class?: string } = {},
): Field & { area: HTMLTextAreaElement } {
  const made = new WordsField(room, most, { label, field, ...look });
  return {
    element: made.element,
    area: made.area,
    label: (words) => made.label(words),
    update: (mayWrite) => made.bind(items.text(id, field), mayWrite),
    destroy: () => made.destroy(),
  };
}

export class ChoiceField implements Field {
  readonly element: HTMLElement;
  readonly select: HTMLSelectElement;
  private readonly read: Read;

  constructor(
    room: Room,
    private readonly items: Items,
    private readonly id: string,
    private readonly field: string,
    choices: readonly Choice[],
    private readonly empty = room.word("not_chosen"),
  ) {
    this.select = h("select", { class: "ds-input ws-input", onchange: () => this.changed() });
    this.select.append(h("option", { value: "" }, empty));
    for (const one of choices) this.select.append(h("option", { value: one.id, title: one.help ?? null }, one.title));
    this.read = new Read(this.select);
    this.element = h("div", { class: "ws-value", "data-field": field }, this.select, this.read.element);
  }

  label(words: string): void {
    this.select.setAttribute("aria-label", words);
  }

  update(mayWrite: boolean): void {
    this.select.disabled = !mayWrite;
    const value = this.items.value(this.id, this.field) ?? "";
    if (this.select.value !== value) this.select.value = String(value);
    this.read.show(mayWrite, () => (value ? (this.select.selectedOptions[0]?.textContent ?? "") : this.empty));
  }

  destroy(): void {
    this.element.remove();
  }

  private changed(): void {
    this.items.set(this.id, { [this.field]: this.select.value || null });
  }
}

/** Any number of choices: each is a field of its own, so two who tick at once lose nothing. */
class SeveralField implements Field {
  readonly element: HTMLElement;
  private readonly summary = h("summary", { class: "ws-several__sum" });
  private readonly boxes: YesField[];
  private readonly read: Read;

  constructor(
    private readonly room: Room,
    private readonly items: Items,
    private readonly id: string,
    private readonly column: Column,
  ) {
    this.boxes = this.choices.map((one) => new YesField(items, id, this.field(one.id), one.title));
    const list = h("div", { class: "ws-several__list", role: "group", "aria-label": column.title }, ...this.boxes.map((one) => one.element));
    const details = h("details", { class: "ws-several" }, this.summary, list);
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      event.stopPropagation();
      details.open = false;
      this.summary.focus();
    });
    this.read = new Read(details);
    this.element = h("div", { class: "ws-value", "data-field": column.id }, details, this.read.element);
  }

  private get choices(): Choice[] {
    return this.column.choices ?? [];
  }

  private field(choice: string): string {
    return `${this.column.id}.${choice}`; // as `ticked` in plandugnad/engines/sheet/schema.py
  }

  label(words: string): void {
    this.summary.dataset["label"] = words;
  }

  update(mayWrite: boolean): void {
    const chosen = this.choices.filter((one) => this.items.value(this.id, this.field(one.id)) === true).map((one) => one.title);
    const words = chosen.join(", ") || this.room.word("none_chosen");
    this.summary.textContent = words;
    this.summary.setAttribute("aria-label", `${this.summary.dataset["label"] ?? this.column.title}: ${words}`);
    for (const one of this.boxes) one.update(mayWrite);
    this.read.show(mayWrite, () => chosen.join(", "));
  }

  destroy(): void {
    this.element.remove();
  }
}

type Kind = "party" | "date" | "number";

export class ValueField implements Field {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  private readonly fault: HTMLElement;
  private readonly said: Read;
  private isTyping = false;

  constructor(
    private readonly room: Room,
    private readonly items: Items,
    private readonly id: string,
    private readonly field: string,
    private readonly kind: Kind,
  ) {
    const fault = `fault-${id}-${field}`;
    this.input = h("input", {
      class: "ds-input ws-input",
      type: kind === "date" ? "date" : "text",
      inputmode: kind === "number" ? "decimal" : null,
      list: kind === "party" ? PARTIES : null,
      maxlength: kind === "party" ? 200 : kind === "number" ? 20 : null,
      autocomplete: "off",
      placeholder: " ", // says nothing; lets the style of paper leave out what is empty
      min: kind === "date" ? "1900-01-01" : null,
      max: kind === "date" ? "2200-12-31" : null,
      "aria-describedby": fault,
      oninput: () => (this.isTyping = true),
      onchange: () => this.changed(),
      onblur: () => this.changed(),
    });
    this.fault = h("p", { class: "ws-fault", id: fault, role: "status" });
    this.said = new Read(this.input);
    this.element = h("div", { class: "ws-value", "data-field": field, "data-kind": kind }, this.input, this.said.element, this.fault);
  }

  label(words: string): void {
    this.input.setAttribute("aria-label", words);
  }

  update(mayWrite: boolean): void {
    this.input.disabled = !mayWrite;
    const value = this.items.value(this.id, this.field);
    this.said.show(mayWrite || this.isTyping, () => (this.kind === "date" && value ? day(String(value)) : this.shown(value)));
    if (this.isTyping) return;
    const shown = this.shown(value);
    if (this.input.value !== shown) this.input.value = shown;
  }

  destroy(): void {
    this.element.remove();
  }

  private shown(value: Value): string {
    if (value === null) return "";
    if (this.kind === "party") return partyName(this.room, String(value));
    return this.kind === "number" ? String(value).replace(".", ",") : String(value);
  }

  private changed(): void {
    if (!this.isTyping) return;
    const [value, fault] = this.read();
    this.fault.textContent = fault;
    this.input.toggleAttribute("aria-invalid", Boolean(fault));
    if (fault) return void this.input.setAttribute("aria-invalid", "true");
    this.isTyping = false;
    this.items.set(this.id, { [this.field]: value });
    this.update(!this.input.disabled);
  }

  private read(): [Value, string] {
    const written = this.input.value.trim();
    if (this.kind === "party") return [written ? partyOf(this.room, written) : null, ""];
    if (this.kind === "date") {
      if (this.input.validity.badInput) return [null, this.room.word("fault_date")];
      const year = Number(written.slice(0, 4));
      const isDay = !written || (written.length === 10 && year >= 1900 && year <= 2200);
      return [written || null, isDay ? "" : this.room.word("fault_date")];
    }
    const number = Number(written.replace(/[\s\u00a0]/g, "").replace(",", "."));
    const isNumber = Number.isFinite(number) && Math.abs(number) <= 1e15;
    return [written ? number : null, isNumber ? "" : this.room.word("fault_number")];
  }
}

/** 2027-12-31 as 31. des. 2027, in the language of the page. */
function day(written: string): string {
  const moment = new Date(`${written}T12:00`);
  const said = new Intl.DateTimeFormat(languagesOfPage(), { day: "numeric", month: "short", year: "numeric" });
  return Number.isNaN(moment.getTime()) ? written : said.format(moment);
}

const PARTIES = "sheet-parties";

/** What is suggested where somebody is named; anything else may be written too. */
export function partyList(room: Room): HTMLElement {
  return h("datalist", { id: PARTIES }, ...room.config.parties.map((one) => h("option", { value: one.name })));
}

export function partyName(room: Room, value: string): string {
  if (value.startsWith("free:")) return value.slice(5);
  return room.config.parties.find((one) => one.value === value)?.name ?? room.word("party_unknown");
}

function partyOf(room: Room, name: string): string {
  const known = room.config.parties.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return known?.value ?? `free:${name.replace(/[\u0000-\u001f\u007f]/g, " ").slice(0, 200)}`;
}

export class YesField implements Field {
  readonly element: HTMLElement;
  readonly box: HTMLInputElement;

  constructor(
    private readonly items: Items,
    private readonly id: string,
    private readonly field: string,
    words = "",
  ) {
    this.box = h("input", { class: "ds-input", type: "checkbox", onchange: () => this.changed() });
    this.element = h("label", { class: "ws-yes", "data-field": field }, this.box, words);
  }

  label(words: string): void {
    this.box.setAttribute("aria-label", words);
  }

  update(mayWrite: boolean): void {
    this.box.disabled = !mayWrite;
    this.box.checked = this.items.value(this.id, this.field) === true;
  }

  destroy(): void {
    this.element.remove();
  }

  private changed(): void {
    this.items.set(this.id, { [this.field]: this.box.checked });
  }
}
