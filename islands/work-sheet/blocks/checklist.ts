// What is to be done, by whom and when.

import type { BlockConfig } from "../model/config";
import type { Items } from "../model/items";
import { h, Keyed } from "../parts/dom";
import { AddField } from "../parts/add-field";
import type { Room } from "../parts/room";
import { ValueField, wordsFor, YesField, type Field } from "../parts/value-fields";
import { Block, short } from "./block";

interface Task {
  element: HTMLElement;
  fields: Field[];
  destroy(): void;
}

export class ChecklistBlock extends Block {
  private readonly tasks: Items;
  private readonly list = h("ul", { class: "ws-tasks" });
  private readonly keyed = new Keyed<Task>(this.list);
  private readonly add: AddField;
  private readonly sum = h("p", { class: "ws-sum" });
  private nothing: HTMLElement | null = null;

  constructor(room: Room, config: BlockConfig, host: HTMLElement) {
    super(room, config, host);
    this.tasks = room.items(config, "tasks");
    this.add = new AddField(room, config, this.tasks, "add_task", (text) => this.tasks.add({ text }));
    this.body.append(this.sum, this.list, this.add.element);
    this.watch(this.tasks);
  }

  protected fill(): void {
    const ids = this.tasks.ids();
    this.nothing?.remove();
    this.nothing = ids.length ? null : this.empty("empty_checklist");
    if (this.nothing) this.body.prepend(this.nothing);
    const done = ids.filter((id) => this.tasks.value(id, "done") === true).length;
    this.sum.textContent = ids.length ? this.room.word("done_of", { n: done, all: ids.length }) : "";
    this.list.hidden = !ids.length;
    this.keyed.draw(
      ids,
      (id) => this.task(id),
      (task, id, place) => {
        const name = short(this.tasks.words(id, "text")) || this.room.word("task_n", { n: place + 1 });
        const labels = ["done", "task", "owner", "due"].map((key) => this.room.word(key));
        task.fields.forEach((field, index) => {
          field.label(index === 1 ? this.room.word("task_n", { n: place + 1 }) : `${labels[index] ?? ""}: ${name}`);
          field.update(this.mayWrite);
        });
        task.element.classList.toggle("ws-task--done", this.tasks.value(id, "done") === true);
      },
    );
    this.add.update(this.mayWrite);
  }

  private task(id: string): Task {
    const { room, tasks } = this;
    const fields: Field[] = [
      new YesField(tasks, id, "done"),
      wordsFor(room, tasks, id, "text", this.config.most_text, ""),
      new ValueField(room, tasks, id, "owner", "party"),
      new ValueField(room, tasks, id, "due", "date"),
    ];
    const [done, text, owner, due] = fields.map((one) => one.element);
    const under = h(
      "div",
      { class: "ws-task__under" },
      h("div", { class: "ws-labelled" }, h("span", { "aria-hidden": "true" }, room.word("owner")), owner),
      h("div", { class: "ws-labelled" }, h("span", { "aria-hidden": "true" }, room.word("due")), due),
    );
    const tools = this.upAndDown(tasks, id, () => tasks.words(id, "text"));
    const element = h("li", { class: "ws-task", "data-item": id }, done, h("div", { class: "ws-task__words" }, text, under), tools);
    return { element, fields, destroy: () => fields.forEach((one) => one.destroy()) };
  }

  override destroy(): void {
    super.destroy();
    this.keyed.destroy();
  }
}
