// What stands on two axes or in rings: a drawing one drags in, and beside it the same as a list one fills in.

import type { BlockConfig } from "../model/config";
import type { Items } from "../model/items";
import { freeTurn, type Place } from "../model/placing";
import { AddField } from "../parts/add-field";
import { h, Keyed } from "../parts/dom";
import { textsOf, type Room } from "../parts/room";
import { Block, short } from "./block";
import { Drawing } from "./matrix-drawing";
import { MatrixRow } from "./matrix-row";

const LISTS: Record<string, string> = { cards: "cards", table: "rows", checklist: "tasks", flow: "steps", matrix: "places" };

export class MatrixBlock extends Block {
  readonly places: Items;
  private readonly placed: Items | null; // the list whose items stand here, if it is another's
  private readonly list = h("ul", { class: "ws-places" });
  private readonly keyed = new Keyed<MatrixRow>(this.list);
  private readonly drawing: Drawing;
  private readonly add: AddField | null;
  private nothing: HTMLElement | null = null;

  constructor(room: Room, config: BlockConfig, host: HTMLElement) {
    super(room, config, host);
    this.places = room.items(config, "places");
    const other = config.places ? room.block(config.places) : undefined;
    const list = other ? LISTS[other.kind] : undefined;
    this.placed = other && list ? room.items(other, list) : null;
    this.field = other && list ? (textsOf(other, list)[0] ?? "") : "";
    this.add = this.placed ? null : new AddField(room, config, this.places, "add_place", (text) => this.places.add({ text }));
    this.drawing = new Drawing(this);
    this.body.append(
      ...(this.add ? [this.add.element] : []),
      h("div", { class: "ws-matrix" }, this.drawing.element, h("div", { class: "ws-matrix__list" }, this.list)),
    );
    this.watch(this.places, ...(this.placed ? [this.placed] : []));
  }

  private readonly field: string;

  get shared(): Room {
    return this.room;
  }

  get isOpen(): boolean {
    return this.mayWrite;
  }

  get isOfOthers(): boolean {
    return this.placed !== null;
  }

  /** Names rows: by what is placed where that is another's item, or else by the place itself. */
  private keys(): string[] {
    return this.placed ? this.placed.ids() : this.places.ids();
  }

  /** The place of a row; several where two placed the same at once, and then the first counts. */
  placeId(key: string): string | undefined {
    if (!this.placed) return key;
    return this.places.ids().find((id) => this.places.value(id, "ref") === key);
  }

  place(key: string): Place {
    const id = this.placeId(key);
    const read = (name: string) => (id ? this.places.value(id, name) : null);
    const number = (name: string) => (typeof read(name) === "number" ? (read(name) as number) : null);
    const ring = read("ring");
    return { x: number("x"), y: number("y"), ring: typeof ring === "string" ? ring : null, turn: number("turn") };
  }

  name(key: string): string {
    const words = this.placed ? this.placed.words(key, this.field) : this.places.words(key, "text");
    return short(words) || this.room.word("without_words");
  }

  put(key: string, place: Partial<Place>): void {
    const values = { ...place };
    if (values.ring && values.turn === undefined) values.turn = this.place(key).turn ?? this.freeTurn(values.ring);
    const id = this.placeId(key);
    if (id) this.places.set(id, values);
    else if (this.places.size < this.config.most_items) this.places.add({ ref: key, ...values });
    this.draw();
  }

  private freeTurn(ring: string): number {
    const there = this.places.ids().filter((id) => this.places.value(id, "ring") === ring);
    return freeTurn(there.map((id) => Number(this.places.value(id, "turn") ?? 0)));
  }

  where(key: string): string {
    return this.keyed.all.get(key)?.where() ?? "";
  }

  hearWhere(key: string): void {
    this.room.hear(`${this.name(key)}: ${this.where(key)}`);
  }

  removePlace(key: string): void {
    this.take(this.places, key, this.places.words(key, "text"));
  }

  protected fill(): void {
    const keys = this.keys();
    this.nothing?.remove();
    this.nothing = keys.length ? null : this.emptyNote();
    if (this.nothing) this.body.prepend(this.nothing);
    this.keyed.draw(
      keys,
      (key) => new MatrixRow(this, key),
      (row, _, place) => row.update(place),
    );
    this.list.hidden = !keys.length;
    this.drawing.draw(keys);
    this.add?.update(this.mayWrite);
  }

  private emptyNote(): HTMLElement {
    if (!this.placed) return this.empty("empty_matrix");
    const title = this.room.block(this.config.places ?? "")?.title ?? "";
    return h("p", { class: "ws-empty" }, this.room.word("empty_places", { block: title }));
  }

  override destroy(): void {
    super.destroy();
    this.keyed.destroy();
    this.drawing.destroy();
  }
}
