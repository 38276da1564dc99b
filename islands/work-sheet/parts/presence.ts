// Where the others are: a small name where they write. Those who listen find the same in the list of who is here.

import type { Person } from "../model/config";
import { h } from "./dom";

const MOST_OFTEN_MS = 250;

export class Presence {
  private timer = 0;
  private told = "";

  constructor(
    private readonly sheet: HTMLElement,
    private readonly tell: (block: string, item: string, field: string) => void,
  ) {
    sheet.addEventListener("focusin", this.moved);
    sheet.addEventListener("focusout", this.moved);
  }

  private moved = (): void => {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      const active = document.activeElement;
      const isShown = this.sheet.contains(active) && !active?.closest("[data-anonymous]");
      const at = isShown ? active : null;
      const block = at?.closest<HTMLElement>("[data-block]")?.dataset["block"] ?? "";
      const item = at?.closest<HTMLElement>("[data-item]")?.dataset["item"] ?? "";
      const field = at?.closest<HTMLElement>("[data-field]")?.dataset["field"] ?? "";
      const now = `${block}/${item}/${field}`;
      if (now === this.told) return;
      this.told = now;
      this.tell(block, item, field);
    }, MOST_OFTEN_MS);
  };

  /** A new line knows nothing of where she is. */
  again(): void {
    this.told = "";
    this.moved();
  }

  show(people: readonly Person[], you: string): void {
    const wanted = new Map<HTMLElement, string[]>();
    for (const one of people) {
      if (one.id === you || !one.block) continue;
      const place = this.placeOf(one);
      if (place) wanted.set(place, [...(wanted.get(place) ?? []), one.name]);
    }
    for (const old of this.sheet.querySelectorAll<HTMLElement>(".ws-here")) {
      const place = old.parentElement;
      if (place && wanted.get(place)?.join(", ") === old.textContent) wanted.delete(place);
      else old.remove();
    }
    for (const [place, names] of wanted) place.append(h("span", { class: "ws-here", "aria-hidden": "true" }, names.join(", ")));
  }

  private placeOf(one: Person): HTMLElement | null {
    const block = this.sheet.querySelector<HTMLElement>(`[data-block="${CSS.escape(one.block)}"]`);
    if (!block) return null;
    const items = one.item ? block.querySelectorAll<HTMLElement>(`[data-item="${CSS.escape(one.item)}"]`) : [];
    const item = items[items.length - 1];
    if (item instanceof HTMLTableRowElement) return item.cells[0] ?? null;
    return item ?? block.querySelector<HTMLElement>(".ws-block__head");
  }
}
