// Where cards are nobody's: what becomes of them in plain words, a line for a new one, and those of hers that wait.

import type { BlockConfig } from "../model/config";
import type { Items } from "../model/items";
import { AddField } from "./add-field";
import { button, h, Keyed } from "./dom";
import type { OwnCard, OwnCards } from "./own-cards";
import type { Room } from "./room";

interface Shown {
  element: HTMLElement;
  field: HTMLElement; // grows with what is written
  area: HTMLTextAreaElement;
  fault: HTMLElement;
  again: HTMLButtonElement;
}

export class Anonymous {
  readonly element: HTMLElement;
  private readonly lead = h("p", {});
  private readonly points = h("ul", {});
  private readonly add: AddField;
  private readonly heading: HTMLElement;
  private readonly list = h("ul", { class: "ws-cards" });
  private readonly keyed = new Keyed<Shown>(this.list);
  private said = "";

  constructor(
    private readonly room: Room,
    private readonly config: BlockConfig,
    cards: Items,
    private readonly own: OwnCards,
  ) {
    this.add = new AddField(room, config, cards, "add_anonymous", (text) => own.add(config.id, text, this.waits));
    this.heading = h("h3", { id: `ws-own-${config.id}`, hidden: true });
    this.list.setAttribute("aria-labelledby", this.heading.id);
    const more = h("details", { class: "pd-more" }, h("summary", {}, room.word("not_hidden")), h("div", { class: "pd-more__inside" }, this.points));
    // Nobody is told that she is in here: see Presence.
    this.element = h("div", { class: "ws-add ws-anonymous", "data-anonymous": true }, this.lead, more, this.add.element, this.heading, this.list);
  }

  get waits(): boolean {
    return this.room.sheet.phase === "individual";
  }

  /** Cards that wait are in no document, which may then be closed to her. */
  get mayAdd(): boolean {
    if (!this.waits) return this.room.mayWrite(this.config.id);
    const isOpen = Boolean(this.config.waits) && !this.room.sheet.locked.includes(this.config.id);
    return isOpen && this.room.isFilled && !this.room.isOver;
  }

  update(): void {
    const { room, config } = this;
    const now = this.waits ? "anonymous_waits" : "anonymous_shown";
    if (this.said !== now) {
      this.said = now;
      this.lead.textContent = room.word(now);
      this.points.replaceChildren(...room.word(this.waits ? "anonymous_waits_not_hidden" : "anonymous_shown_not_hidden").split("\n").map((one) => h("li", {}, one)));
    }
    const cards = this.own.of(config.id);
    this.element.hidden = !this.mayAdd && !cards.length;
    this.add.update(this.mayAdd);
    this.heading.textContent = room.word(this.waits ? "own_waiting" : "own_not_saved");
    this.heading.hidden = this.list.hidden = !cards.length;
    const byKey = new Map(cards.map((one) => [one.key, one]));
    this.keyed.draw(
      [...byKey.keys()],
      (key) => this.card(key),
      (shown, key, place) => this.fill(shown, byKey.get(key) as OwnCard, place),
    );
  }

  private find(key: string): OwnCard | undefined {
    return this.own.of(this.config.id).find((one) => one.key === key);
  }

  private card(key: string): Shown {
    const { room, config } = this;
    const write = (isDone: boolean): void => {
      const card = this.find(key);
      if (card?.isRow) this.own.write(config.id, card, area.value, isDone);
    };
    const area = h("textarea", {
      class: "ws-words__area",
      rows: 1,
      maxlength: config.most_text,
      "data-plain": true,
      oninput: () => write(false),
      onchange: () => write(true),
    });
    const field = h("div", { class: "ws-words" }, area);
    const fault = h("p", { class: "ws-fault", role: "status" });
    const again = button(room.word("try_again"), () => {
      const card = this.find(key);
      if (card) this.own.tryAgain(config.id, card, this.waits);
    });
    const away = button(room.word("remove_card"), () => void this.remove(key), { icon: "delete", isQuiet: true });
    const foot = h("div", { class: "ws-card__foot" }, again, away);
    return { element: h("li", { class: "ws-card" }, field, fault, foot), field, area, fault, again };
  }

  private fill(shown: Shown, card: OwnCard, place: number): void {
    const { room } = this;
    shown.area.setAttribute("aria-label", room.word("own_card_n", { n: place + 1 }));
    shown.area.readOnly = !card.isRow || !this.mayAdd;
    if (shown.area.value !== card.text && (shown.area !== document.activeElement || card.isSaved)) shown.area.value = card.text;
    shown.field.dataset["words"] = shown.area.value;
    const faults = { "": card.isSaved ? "" : room.word("state_saving"), not_sent: room.word("card_not_sent"), refused: room.word("card_refused"), said: card.sentence };
    const words = faults[card.fault];
    if (shown.fault.textContent !== words) shown.fault.textContent = words;
    shown.fault.classList.toggle("ws-fault--calm", !card.fault);
    shown.fault.hidden = !words;
    shown.again.hidden = !card.fault;
  }

  private async remove(key: string): Promise<void> {
    const { room, config } = this;
    const card = this.find(key);
    if (!card) return;
    const { text } = card;
    const isGone = await this.own.remove(config.id, card);
    if (!isGone) return;
    this.add.input.focus();
    room.toast(room.word("removed", { name: text.length > 40 ? `${text.slice(0, 38)} …` : text }), () => this.own.add(config.id, text, this.waits));
  }

  destroy(): void {
    this.keyed.destroy();
  }
}
