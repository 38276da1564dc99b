// Cards that are nobody's once they are shown. Until then they are rows at the server, and hers alone: they are never in
// the document, and never kept on the device.

import { headers } from "../line/polling";

export interface OwnCard {
  key: string; // of the row where there is one, else what the card is sent with, so that it is one however often it is sent
  isRow: boolean;
  text: string;
  fault: "" | "not_sent" | "refused" | "said";
  sentence: string;
  isSaved: boolean;
  waits: boolean; // what she was told of it
}

const PAUSE_MS = 600;
const AGAIN_MS = 8_000;

export class OwnCards {
  private readonly all = new Map<string, OwnCard[]>();
  private readonly busy = new Set<OwnCard>();
  private readonly pauses = new Map<OwnCard, number>();
  private again = 0;
  private turn: Promise<void> = Promise.resolve();
  private round = 0;

  constructor(
    private readonly rows: string,
    private readonly address: string,
    private readonly changed: () => void,
  ) {
    window.addEventListener("online", this.retry);
  }

  stop(): void {
    window.removeEventListener("online", this.retry);
    clearTimeout(this.again);
    this.pauses.forEach((one) => clearTimeout(one));
  }

  of(block: string): readonly OwnCard[] {
    return this.all.get(block) ?? [];
  }

  get isAllSaved(): boolean {
    return [...this.all.values()].every((cards) => cards.every((one) => one.isSaved));
  }

  /** What is not saved waits for her, and not for the line. */
  get isStuck(): boolean {
    const unsaved = [...this.all.values()].flat().filter((one) => !one.isSaved);
    return unsaved.length > 0 && unsaved.every((one) => one.fault === "refused" || one.fault === "said");
  }

  /** Also of those she wrote elsewhere. What is on its way, or could not be sent, stays. */
  async fetch(): Promise<void> {
    const round = (this.round += 1);
    const answer = await fetch(this.rows, { headers: headers() }).catch(() => null);
    if (!answer?.ok || round !== this.round) return;
    const { cards } = (await answer.json()) as { cards: Record<string, { id: string; text: string }[]> };
    for (const block of new Set([...Object.keys(cards), ...this.all.keys()])) {
      const before = this.of(block);
      const rows = (cards[block] ?? []).map(({ id, text }): OwnCard => {
        const held = before.find((one) => one.isRow && one.key === id);
        if (held?.isSaved) held.text = text;
        return held ?? { key: id, isRow: true, text, fault: "", sentence: "", isSaved: true, waits: true };
      });
      this.all.set(block, [...rows, ...before.filter((one) => !rows.includes(one) && !one.isSaved)]);
    }
    this.changed();
  }

  add(block: string, text: string, waits: boolean): void {
    const key = [...crypto.getRandomValues(new Uint8Array(18))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const card: OwnCard = { key, isRow: false, text, fault: "", sentence: "", isSaved: false, waits };
    this.all.set(block, [...this.of(block), card]);
    this.changed();
    this.turn = this.turn.then(() => this.send(block, card)).catch(() => this.changed()); // they stand in the order they come in
  }

  /** A row: as she types, and at once where she leaves it. */
  write(block: string, card: OwnCard, text: string, isDone: boolean): void {
    clearTimeout(this.pauses.get(card));
    if (text === card.text && card.isSaved) return;
    card.text = text;
    card.isSaved = false;
    this.pauses.set(card, window.setTimeout(() => void this.send(block, card), isDone ? 0 : PAUSE_MS));
    this.changed();
  }

  /** Knowing what the page says of it now. */
  tryAgain(block: string, card: OwnCard, waits: boolean): void {
    card.waits = waits;
    void this.send(block, card);
  }

  /** Whether it is gone. What was never taken in is let go of here alone. */
  async remove(block: string, card: OwnCard): Promise<boolean> {
    clearTimeout(this.pauses.get(card));
    const told = card.isRow ? await this.post(`${block}/${card.key}/`, { do: "withdraw" }) : "done";
    if (told !== "done") this.fail(card, told);
    else this.forget(block, card);
    this.changed();
    return told === "done";
  }

  retry = (): void => {
    for (const [block, cards] of this.all)
      for (const one of cards) if (!one.isSaved && one.fault === "not_sent") void this.send(block, one);
  };

  private async send(block: string, card: OwnCard): Promise<void> {
    if (this.busy.has(card) || !this.of(block).includes(card)) return;
    this.busy.add(card);
    card.fault = "";
    this.changed();
    const { text } = card;
    const told = card.isRow
      ? await this.post(`${block}/${card.key}/`, { do: "save", text })
      : await this.post(`${block}/ny/`, { text, key: card.key, waits: card.waits ? "yes" : "no" });
    this.busy.delete(card);
    if (told !== "done") this.fail(card, told);
    else if (card.isRow) {
      card.isSaved = card.text === text;
      if (!card.isSaved) void this.send(block, card);
    } else {
      this.forget(block, card);
      if (card.waits) await this.fetch();
    }
    this.changed();
  }

  private forget(block: string, card: OwnCard): void {
    this.all.set(block, this.of(block).filter((one) => one !== card));
  }

  private fail(card: OwnCard, told: "away" | "refused" | { sentence: string }): void {
    card.fault = told === "away" ? "not_sent" : told === "refused" ? "refused" : "said";
    card.sentence = typeof told === "object" ? told.sentence : "";
    clearTimeout(this.again);
    if (told === "away") this.again = window.setTimeout(this.retry, AGAIN_MS);
  }

  private async post(path: string, said: Record<string, string>): Promise<"done" | "away" | "refused" | { sentence: string }> {
    // What she wrote last is sent also where she goes on to another page at once.
    const sent = { method: "POST", headers: headers(), body: new URLSearchParams(said), keepalive: true };
    const answer = await fetch(this.address + path, sent).catch(() => null);
    if (!answer || answer.status >= 500 || answer.status === 429) return "away";
    const isOurs = answer.headers.get("Content-Type")?.includes("json");
    if (answer.ok && isOurs) return "done";
    const told = isOurs ? ((await answer.json().catch(() => null)) as { sentence?: string } | null) : null;
    return told?.sentence ? { sentence: told.sentence } : "refused";
  }
}
