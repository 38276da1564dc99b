// One line beside the drawing: what it is, and where it stands, as choices in words.

import type { Axis } from "../model/config";
import { shareOf, STEPS, stepOf } from "../model/placing";
import { choose } from "../parts/add-field";
import { button, h } from "../parts/dom";
import { wordsFor, type Field } from "../parts/value-fields";
import type { MatrixBlock } from "./matrix";

export class MatrixRow {
  readonly element: HTMLElement;
  private readonly words: Field | null;
  private readonly title = h("span", { class: "ws-place__title" });
  private readonly selects: [HTMLSelectElement, string][] = [];
  private readonly tools: HTMLElement | null;

  constructor(
    private readonly block: MatrixBlock,
    private readonly key: string,
  ) {
    const room = block.shared;
    const { rings, x, y, most_text } = block.config;
    this.words = block.isOfOthers ? null : wordsFor(room, block.places, key, "text", most_text, "");
    if (rings?.length) {
      const choices = rings.map((one): [string, string] => [one.id, one.title]);
      this.choice(room.word("ring"), choices, (value) => block.put(key, { ring: value || null }));
    } else {
      if (x) this.choice(x.title, this.steps(x), (value) => block.put(key, this.axes("x", value)));
      if (y) this.choice(y.title, this.steps(y), (value) => block.put(key, this.axes("y", value)));
    }
    const away = (): HTMLElement => button(room.word("remove"), () => block.removePlace(key), { icon: "delete", isQuiet: true });
    this.tools = block.isOfOthers ? null : h("span", { "data-tools": true }, away());
    const where = this.selects.map(([select, name]) =>
      h("div", { class: "ws-labelled" }, h("span", { "aria-hidden": "true" }, name), select),
    );
    const name = this.words?.element ?? this.title;
    this.element = h("li", { class: "ws-place", "data-item": key }, name, h("div", { class: "ws-place__where" }, ...where), this.tools);
  }

  private choice(name: string, choices: [string, string][], change: (value: string) => void): void {
    const none: [string, string] = ["", this.block.shared.word("not_placed")];
    this.selects.push([choose(name, [none, ...choices], "", change), name]);
  }

  private steps(axis: Axis): [string, string][] {
    const room = this.block.shared;
    const names = [axis.low, room.word("rather", { end: axis.low }), room.word("in_between"), room.word("rather", { end: axis.high }), axis.high];
    return names.map((name, step) => [String(step), `${String(step + 1)} – ${name}`]);
  }

  /** The other axis is in the middle until it is chosen: a thing is placed on both or not at all. */
  private axes(axis: "x" | "y", value: string): { x: number | null; y: number | null } {
    if (!value) return { x: null, y: null };
    const other = axis === "x" ? "y" : "x";
    const there = this.block.place(this.key)[other] ?? shareOf((STEPS - 1) / 2);
    return { x: 0, y: 0, [axis]: shareOf(Number(value)), [other]: there };
  }

  where(): string {
    return this.selects.map(([select, name]) => `${name}: ${select.selectedOptions[0]?.textContent ?? ""}`).join(", ");
  }

  update(place: number): void {
    const room = this.block.shared;
    this.words?.label(room.word("place_n", { n: place + 1 }));
    this.words?.update(this.block.isOpen);
    this.title.textContent = this.block.name(this.key);
    const at = this.block.place(this.key);
    const isPlaced = at.x !== null && at.y !== null;
    const values = this.block.config.rings?.length ? [at.ring ?? ""] : [at.x, at.y].map((one) => (isPlaced ? String(stepOf(one ?? 0)) : ""));
    this.selects.forEach(([select, name], index) => {
      select.disabled = !this.block.isOpen;
      select.value = values[index] ?? "";
      select.setAttribute("aria-label", `${name}: ${this.block.name(this.key)}`);
    });
  }

  destroy(): void {
    this.words?.destroy();
  }
}
