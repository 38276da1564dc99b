// One card: its words, the group it is in, and the votes for it.

import { choose, offer } from "../parts/add-field";
import { button, h } from "../parts/dom";
import { wordsFor, type Field } from "../parts/value-fields";
import { short } from "./block";
import type { CardsBlock } from "./cards";

export interface Shown {
  mayWrite: boolean;
  place: number;
  choices: readonly [string, string][];
  cluster: string;
  mine: number | null; // null where there is no voting now
  all: number | null; // null where they are not to be seen yet
  left: number;
}

export class Card {
  readonly element: HTMLElement;
  private readonly words: Field;
  private readonly select: HTMLSelectElement;
  private readonly grip: HTMLElement;
  private readonly voting = h("div", { class: "ws-votes" });
  private readonly foot: HTMLElement;
  private votes = "";

  constructor(
    private readonly block: CardsBlock,
    private readonly id: string,
  ) {
    const room = block.shared;
    this.words = wordsFor(room, block.cards, id, "text", block.config.most_text, "");
    this.select = choose(room.word("cluster"), [], "", (value) => block.put(id, value));
    this.grip = h("span", { class: "ws-grip", draggable: "true", title: room.word("drag"), "aria-hidden": "true" });
    this.grip.addEventListener("dragstart", (event) => block.drag(event, id));
    const away = button(room.word("remove_card"), () => block.removeCard(id), { icon: "delete", isQuiet: true });
    this.foot = h("div", { class: "ws-card__foot", "data-tools": true }, this.grip, this.select, away);
    this.element = h("li", { class: "ws-card", "data-item": id }, this.words.element, this.voting, this.foot);
  }

  update(shown: Shown): void {
    const room = this.block.shared;
    const name = short(this.block.cards.words(this.id, "text"));
    this.words.label(room.word("card_n", { n: shown.place + 1 }));
    this.words.update(shown.mayWrite);
    this.select.setAttribute("aria-label", name ? room.word("cluster_of", { name }) : room.word("cluster"));
    this.select.hidden = shown.choices.length < 2;
    offer(this.select, shown.choices, shown.cluster);
    this.grip.hidden = this.select.hidden;
    this.vote(shown, name);
  }

  private vote(shown: Shown, name: string): void {
    const wanted = JSON.stringify([shown.mine, shown.all, shown.left, name]);
    if (wanted === this.votes) return;
    this.votes = wanted;
    const room = this.block.shared;
    const { mine, all } = shown;
    const total = all === null ? null : h("span", { class: "ws-votes__all" }, room.word("votes_all", { n: all }));
    if (mine === null) return this.voting.replaceChildren(...(total ? [total] : []));
    const focused = [...this.voting.children].indexOf(document.activeElement as Element);
    const change = (by: number) => () => this.block.vote(this.id, mine + by);
    const less = button(room.word("vote_less", { name }), change(-1), { class: "ws-vote" });
    const more = button(room.word("vote_more", { name }), change(1), { class: "ws-vote" });
    for (const [one, sign] of [[less, "−"], [more, "+"]] as const) {
      one.setAttribute("aria-label", one.textContent ?? "");
      one.textContent = sign;
      one.dataset["variant"] = "secondary";
    }
    less.disabled = mine <= 0;
    more.disabled = shown.left <= 0;
    this.voting.replaceChildren(less, h("span", { class: "ws-votes__mine" }, room.word("votes_mine", { n: mine })), more, ...(total ? [total] : []));
    const again = this.voting.children[focused];
    if (again instanceof HTMLButtonElement) (again.disabled ? (again === more ? less : more) : again).focus();
  }

  destroy(): void {
    this.words.destroy();
  }
}
