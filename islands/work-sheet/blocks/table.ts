// A table several fill in at once. On a narrow screen each row is a card.

import type { Belonging, BlockConfig } from "../model/config";
import { hoursAYear } from "../model/hours";
import type { Items, Value } from "../model/items";
import { button, h, hidden, Keyed } from "../parts/dom";
import type { Room } from "../parts/room";
import { NameExample } from "../parts/name-example";
import { fieldFor, type Field } from "../parts/value-fields";
import { Block } from "./block";

interface Row {
  element: HTMLElement;
  number: HTMLElement;
  away: HTMLElement;
  fields: Field[];
  examples: { column: string; shown: NameExample }[];
  destroy(): void;
}

export class TableBlock extends Block {
  private readonly rows: Items;
  private readonly keyed: Keyed<Row>;
  private readonly table: HTMLElement;
  private readonly below = h("div", { class: "ws-below" });
  private readonly cost = h("section", { class: "ws-cost" });
  private nothing: HTMLElement | null = null;

  constructor(room: Room, config: BlockConfig, host: HTMLElement) {
    super(room, config, host);
    this.rows = room.items(config, "rows");
    const body = h("tbody");
    this.keyed = new Keyed(body);
    const heads = this.columns.map((one) =>
      h("th", { scope: "col", "data-kind": one.kind }, one.title, one.help ? h("span", { class: "ws-help" }, one.help) : null),
    );
    const table = h(
      "table",
      { class: "ws-table" },
      h("caption", { class: "pd-hidden-words" }, config.title),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, hidden(room.word("row"))), ...heads, h("th", { scope: "col" }, hidden(room.word("tools"))))),
      body,
    );
    // Wider than the screen it is moved sideways, also by keyboard.
    this.table = h("div", { class: "ws-wide", role: "region", tabindex: 0, "aria-label": config.title }, table);
    this.body.append(this.table, this.below, ...(config.hours ? [this.cost] : []));
    this.watch(this.rows);
  }

  private get columns() {
    return this.config.columns ?? [];
  }

  private get rule(): Belonging | undefined {
    return this.room.sheet.rows[this.config.id];
  }

  private signature(id: string): Value {
    return this.rule ? this.rows.value(id, this.rule.signed) : null;
  }

  /** What has been answered is not taken away from whoever answered. */
  private mayRemove(id: string): boolean {
    const rule = this.rule;
    if (!rule) return true;
    const isAnswered = rule.answers.some((one) => this.rows.words(id, one).trim());
    return this.room.isHers(this.config.id, this.signature(id)) && (rule.may_answer || !isAnswered);
  }

  protected fill(): void {
    const ids = this.rows.ids();
    this.table.hidden = !ids.length;
    this.nothing?.remove();
    this.nothing = ids.length ? null : this.empty("empty_table");
    if (this.nothing) this.body.prepend(this.nothing);
    this.keyed.draw(
      ids,
      (id) => this.row(id),
      (row, id, place) => {
        row.number.textContent = String(place + 1);
        row.fields.forEach((field, index) => {
          field.label(this.room.word("cell", { column: this.columns[index]?.title ?? "", n: place + 1 }));
          field.update(this.room.mayWriteIn(this.config.id, this.signature(id), this.columns[index]?.id ?? ""));
        });
        row.away.hidden = !this.mayRemove(id);
        row.examples.forEach((one) => one.shown.show(this.rows.words(id, one.column)));
      },
    );
    this.foot();
    if (this.config.hours) this.reckon();
  }

  private reckon(): void {
    const spent = hoursAYear(this.config, this.rows);
    const shown = spent.map((one) => `${one.who} ${Math.round(one.hours)}`).join("\n");
    if (this.cost.dataset["shows"] === shown) return;
    this.cost.dataset["shows"] = shown;
    const heading = h("h3", {}, this.room.word("hours"));
    if (!spent.length) return this.cost.replaceChildren(heading, h("p", { class: "ws-help" }, this.room.word("hours_none")));
    const each = spent.map((one) => h("div", {}, h("dt", {}, one.who), h("dd", {}, String(Math.round(one.hours)))));
    this.cost.replaceChildren(heading, h("dl", {}, ...each), h("p", { class: "ws-help" }, this.room.word("hours_without")));
  }

  private foot(): void {
    const rule = this.rule;
    const wanted = !this.mayWrite ? "" : this.full(this.rows) ? "full" : "add";
    if (this.below.dataset["shows"] === wanted) return;
    this.below.dataset["shows"] = wanted;
    const add = (): HTMLElement => button(this.room.word("add_row"), () => this.add(), { icon: "add", variant: "secondary" });
    const whose = rule ? [h("p", { class: "ws-help" }, this.room.word(rule.may_answer && rule.answers.length ? "rows_answered" : "rows_own"))] : [];
    this.below.replaceChildren(...(wanted === "add" ? [...whose, add()] : wanted === "full" ? [...whose, this.fullNote()] : []));
  }

  private add(): void {
    this.room.undo.stopCapturing();
    const id = this.rows.add(this.rule ? { [this.rule.signed]: this.rule.own } : {});
    this.room.undo.stopCapturing();
    this.draw();
    this.keyed.all.get(id)?.element.querySelector<HTMLElement>("textarea, input, select")?.focus();
  }

  private row(id: string): Row {
    const fields = this.columns.map((one) => fieldFor(this.room, this.rows, id, one, this.config.most_text));
    const number = h("th", { scope: "row", class: "ws-table__number" });
    const cells = this.columns.map((one, index) =>
      h("td", { "data-label": one.title, "data-kind": one.kind }, fields[index]?.element),
    );
    const naming = this.room.config.naming;
    const examples = this.columns.flatMap((one, index) => {
      if (!one.naming || !naming) return [];
      const shown = new NameExample(this.room, naming);
      cells[index]?.append(shown.element);
      return [{ column: one.id, shown }];
    });
    const first = this.columns[0]?.id ?? "";
    const buttons = this.upAndDown(this.rows, id, () => this.rows.words(id, first));
    const tools = h("td", { class: "ws-table__tools" }, buttons);
    const away = buttons.lastElementChild as HTMLElement;
    const element = h("tr", { "data-item": id }, number, ...cells, tools);
    const destroy = (): void => {
      fields.forEach((one) => one.destroy());
      examples.forEach((one) => one.shown.destroy());
    };
    return { element, number, away, fields, examples, destroy };
  }

  override destroy(): void {
    super.destroy();
    this.keyed.destroy();
  }
}
