// Short cards in named groups, and votes on them.

import type { BlockConfig } from "../model/config";
import type { Items } from "../model/items";
import { AddField } from "../parts/add-field";
import { Anonymous } from "../parts/anonymous";
import { button, h, Keyed } from "../parts/dom";
import type { OwnCards } from "../parts/own-cards";
import type { Room } from "../parts/room";
import { wordsFor, type Field } from "../parts/value-fields";
import type { Votes } from "../parts/votes";
import { Block, short } from "./block";
import { Card } from "./card";

interface Cluster {
  element: HTMLElement;
  name: Field | null;
  cards: Keyed<Card>;
  count: HTMLElement;
  destroy(): void;
}

const NONE = "none";
const DRAGGED = "application/x-sheet-card";

export class CardsBlock extends Block {
  readonly cards: Items;
  readonly clusters: Items;
  private readonly columns = h("div", { class: "ws-clusters" });
  private readonly keyed = new Keyed<Cluster>(this.columns);
  private readonly top = h("div", { class: "ws-cards__top" });
  private readonly left = h("p", { class: "ws-votes-left", role: "status" });
  private readonly group: HTMLElement;
  private readonly add: AddField | null;
  private readonly anonymous: Anonymous | null;
  private nothing: HTMLElement | null = null;

  constructor(
    room: Room,
    config: BlockConfig,
    host: HTMLElement,
    private readonly votes: Votes,
    own: OwnCards,
  ) {
    super(room, config, host);
    this.cards = room.items(config, "cards");
    this.clusters = room.items(config, "clusters");
    this.anonymous = config.anonymous ? new Anonymous(room, config, this.cards, own) : null;
    this.add = this.anonymous ? null : new AddField(room, config, this.cards, "add_card", (text) => this.cards.add({ text }));
    this.group = button(room.word("add_cluster"), () => this.newCluster(), { icon: "add" });
    this.top.append((this.anonymous ?? this.add)?.element ?? "", this.left);
    this.body.append(this.top, this.columns, h("div", { class: "ws-below" }, this.group));
    this.watch(this.cards, this.clusters);
  }

  protected override get isOpen(): boolean {
    return this.mayWrite || Boolean(this.anonymous?.mayAdd);
  }

  private get isVoting(): boolean {
    return Boolean(this.config.votes) && this.room.sheet.phase === "prioritise";
  }

  protected fill(): void {
    const clusters = this.clusters.ids();
    const homes = new Map<string, string[]>([[NONE, []], ...clusters.map((id): [string, string[]] => [id, []])]);
    for (const id of this.cards.ids()) {
      const cluster = String(this.cards.value(id, "cluster") ?? NONE);
      (homes.get(cluster) ?? homes.get(NONE))?.push(id);
    }
    this.nothing?.remove();
    this.nothing = this.cards.size || this.anonymous?.waits ? null : this.empty("empty_cards");
    if (this.nothing) this.top.after(this.nothing);
    const choices = this.choices(clusters);
    const shown = [...(homes.get(NONE)?.length || !clusters.length ? [NONE] : []), ...clusters];
    this.keyed.draw(
      shown,
      (id) => this.cluster(id),
      (cluster, id) => {
        const place = clusters.indexOf(id);
        const name = id === NONE ? this.room.word("no_cluster") : this.nameOf(id, place);
        cluster.name?.label(this.room.word("cluster_name", { n: place + 1 }));
        cluster.name?.update(this.mayWrite);
        const cards = homes.get(id) ?? [];
        cluster.count.textContent = String(cards.length);
        cluster.element.setAttribute("aria-label", name);
        this.fillCluster(cluster, cards, choices, id);
      },
    );
    this.columns.hidden = !this.cards.size && !clusters.length;
    this.columns.classList.toggle("ws-clusters--plain", !clusters.length);
    // Cards of nobody's come a moment after they are written: the way on from them stands there all the same.
    this.group.hidden = !this.mayWrite || !(this.cards.size || this.anonymous) || this.full(this.clusters);
    this.add?.update(this.mayWrite);
    this.anonymous?.update();
    const left = this.isVoting ? this.votes.left(this.config.id) : null;
    this.left.textContent = left === null ? "" : this.room.word("votes_left", { n: left });
  }

  private fillCluster(cluster: Cluster, ids: string[], choices: readonly [string, string][], home: string): void {
    const { id: block } = this.config;
    cluster.cards.draw(
      ids,
      (id) => new Card(this, id),
      (card, id, place) =>
        card.update({
          mayWrite: this.mayWrite,
          place,
          choices,
          cluster: home === NONE ? "" : home,
          mine: this.isVoting ? this.votes.mine(block, id) : null,
          all: this.votes.all(block, id),
          left: this.votes.left(block) ?? 0,
        }),
    );
  }

  nameOf(id: string, place: number): string {
    return short(this.clusters.words(id, "name")) || this.room.word("cluster_n", { n: place + 1 });
  }

  private choices(clusters: readonly string[]): [string, string][] {
    return [["", this.room.word("no_cluster")], ...clusters.map((id, place): [string, string] => [id, this.nameOf(id, place)])];
  }

  get shared(): Room {
    return this.room;
  }

  vote(id: string, number: number): void {
    void this.votes.set(this.config.id, id, number, this.room.word("not_sent"));
  }

  put(id: string, cluster: string): void {
    this.cards.set(id, { cluster: cluster || null });
    this.draw();
    const place = this.clusters.ids().indexOf(cluster);
    const name = cluster ? this.nameOf(cluster, place) : this.room.word("no_cluster");
    this.room.hear(this.room.word("put_in", { name }));
    this.host.querySelector<HTMLElement>(`[data-item="${id}"] select`)?.focus();
  }

  removeCard(id: string): void {
    this.take(this.cards, id, this.cards.words(id, "text"));
  }

  private newCluster(): void {
    this.room.undo.stopCapturing();
    const id = this.clusters.add();
    this.room.undo.stopCapturing();
    this.draw();
    this.keyed.all.get(id)?.element.querySelector("textarea")?.focus();
  }

  private cluster(id: string): Cluster {
    const { room, clusters } = this;
    const look = { placeholder: room.word("cluster_placeholder"), isLine: true, class: "ws-cluster__name" };
    const name = id === NONE ? null : wordsFor(room, clusters, id, "name", this.config.most_text, "", look);
    const count = h("span", { class: "ws-cluster__count" });
    const away = button(room.word("remove_cluster"), () => this.take(clusters, id, clusters.words(id, "name")), { icon: "delete", isQuiet: true });
    const head = name
      ? h("div", { class: "ws-cluster__head" }, name.element, count, h("span", { "data-tools": true }, away))
      : h("div", { class: "ws-cluster__head" }, h("h3", {}, room.word("no_cluster")), count);
    const list = h("ul", { class: "ws-cards" });
    const element = h("section", { class: "ws-cluster", "data-item": name ? id : null }, head, list);
    this.takeDropped(element, name ? id : "");
    const cards = new Keyed<Card>(list);
    return { element, name, cards, count, destroy: () => (name?.destroy(), cards.destroy()) };
  }

  /** By mouse; the select on each card does the same for all. */
  private takeDropped(element: HTMLElement, cluster: string): void {
    const over = (isOver: boolean) => element.classList.toggle("ws-cluster--over", isOver);
    element.addEventListener("dragover", (event) => {
      if (!this.mayWrite || !event.dataTransfer?.types.includes(DRAGGED)) return;
      event.preventDefault();
      over(true);
    });
    element.addEventListener("dragleave", () => over(false));
    element.addEventListener("drop", (event) => {
      over(false);
      const [block, id] = event.dataTransfer?.getData(DRAGGED).split("/") ?? [];
      if (block !== this.config.id || !id) return;
      event.preventDefault();
      this.put(id, cluster);
    });
  }

  drag(event: DragEvent, id: string): void {
    event.dataTransfer?.setData(DRAGGED, `${this.config.id}/${id}`);
  }

  override destroy(): void {
    super.destroy();
    this.anonymous?.destroy();
    this.keyed.destroy();
  }
}
