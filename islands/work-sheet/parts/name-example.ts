// A file name that follows the rule somebody is writing, as the archive would read it (plandugnad/archive/reading/rule_words.py).

import { h } from "./dom";
import type { Room } from "./room";

const WAIT_MS = 400;
const known = new Map<string, Promise<string>>(); // several rows begin with the same rule, and rows are drawn again

export class NameExample {
  readonly element = h("p", { class: "ws-help", "data-naming": "" });
  private of: string | null = null;
  private timer = 0;

  constructor(
    private readonly room: Room,
    private readonly address: string,
  ) {
    this.element.hidden = true;
  }

  show(words: string): void {
    if (words === this.of) return;
    const isFirst = this.of === null;
    this.of = words;
    clearTimeout(this.timer);
    if (!words.trim()) return this.say("");
    this.timer = window.setTimeout(() => void this.ask(words), isFirst ? 0 : WAIT_MS);
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  private async ask(words: string): Promise<void> {
    const asked = known.get(words) ?? this.fetched(words);
    known.set(words, asked);
    const name = await asked;
    if (words === this.of) this.say(name);
  }

  /** Without an answer there is no example, and it is asked for again the next time. */
  private async fetched(words: string): Promise<string> {
    try {
      const address = `${this.address}?regel=${encodeURIComponent(words.slice(0, 500))}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok) return ((await answer.json()) as { example: string }).example;
    } catch {
      // no connection: what is written is kept by the sheet all the same
    }
    known.delete(words);
    return "";
  }

  private say(name: string): void {
    this.element.hidden = !name;
    this.element.textContent = name ? this.room.word("naming", { name }) : "";
  }
}
