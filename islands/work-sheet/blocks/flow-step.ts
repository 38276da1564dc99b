// One step of a course in the outline: all that is said of it, and where it leads.

import { choose, offer } from "../parts/add-field";
import { button, h, Keyed } from "../parts/dom";
import { fieldFor, wordsFor, YesField, type Field } from "../parts/value-fields";
import type { FlowBlock } from "./flow";

interface Arrow {
  element: HTMLElement;
  select: HTMLSelectElement;
  label: Field;
  destroy(): void;
}

export class Step {
  readonly element: HTMLElement;
  private readonly box: HTMLDetailsElement;
  private readonly name: Field & { area: HTMLTextAreaElement };
  private readonly title = h("span", { class: "ws-step__name" });
  private readonly note = h("span", { class: "ws-step__note" });
  private readonly lane: HTMLSelectElement;
  private readonly stage: HTMLSelectElement;
  private readonly fields: [Field, string][];
  private readonly arrowList = h("ul", { class: "ws-arrows" });
  private readonly arrows = new Keyed<Arrow>(this.arrowList);
  private readonly more: HTMLSelectElement;

  constructor(
    private readonly block: FlowBlock,
    private readonly id: string,
  ) {
    const room = block.shared;
    const { config, steps } = block;
    this.name = wordsFor(room, steps, id, "name", config.most_text, room.word("step_name"), { isLine: true });
    this.lane = choose(room.word("lane"), [], "", (value) => steps.set(id, { lane: value || null }));
    this.stage = choose(room.word("stage"), [["", room.word("no_stage")], ...(config.stages ?? []).map((one): [string, string] => [one.id, one.title])], "", (value) => {
      steps.set(id, { stage: value || null });
      block.draw();
      block.open(id);
    });
    this.fields = [
      [new YesField(steps, id, "decision", room.word("is_decision")), ""],
      ...(config.fields ?? []).map((one): [Field, string] => [fieldFor(room, steps, id, one, config.most_text), one.title]),
    ];
    this.more = choose(room.word("add_arrow"), [], "", (value) => this.addArrow(value));
    const labelled = (words: string, element: HTMLElement): HTMLElement => h("div", { class: "ws-labelled" }, h("span", { "aria-hidden": "true" }, words), element);
    const inside = h(
      "div",
      { class: "ws-step__inside" },
      labelled(room.word("step_name"), this.name.element),
      h("div", { class: "ws-step__pair" }, labelled(room.word("lane"), this.lane), labelled(room.word("stage"), this.stage)),
      ...this.fields.map(([field, words]) => (words ? labelled(words, field.element) : field.element)),
      h("div", { class: "ws-labelled" }, h("span", {}, room.word("then")), this.arrowList, this.more),
      block.stepTools(id),
    );
    this.box = h("details", { class: "ws-step" }, h("summary", {}, this.title, this.note), inside);
    this.element = h("li", { "data-item": id }, this.box);
  }

  open(): void {
    this.box.open = true;
    this.name.area.focus();
  }

  update(): void {
    const { block, id } = this;
    const room = block.shared;
    const { steps } = block;
    const lane = block.laneOf(id);
    const isDecision = steps.value(id, "decision") === true;
    this.title.textContent = steps.words(id, "name") || block.stepName(id);
    this.box.classList.toggle("ws-step--decision", isDecision);
    this.note.textContent = [lane ? block.laneName(lane) : room.word("no_lane"), ...(isDecision ? [room.word("decision")] : [])].join(" · ");
    this.name.update(block.isOpen);
    offer(this.lane, block.laneChoices(), lane);
    this.stage.value = steps.value(id, "stage")?.toString() ?? "";
    for (const one of [this.lane, this.stage, this.more]) one.disabled = !block.isOpen;
    for (const [field, words] of this.fields) {
      if (words) field.label(words);
      field.update(block.isOpen);
    }
    this.updateArrows();
  }

  private others(): [string, string][] {
    const others = this.block.steps.ids().filter((one) => one !== this.id);
    return others.map((one) => [one, this.block.stepName(one)]);
  }

  private updateArrows(): void {
    const { block, id } = this;
    const others = this.others();
    const own = block.arrows.ids().filter((arrow) => block.arrows.value(arrow, "from") === id);
    this.arrows.draw(
      own,
      (arrow) => this.arrow(arrow),
      (arrow, key) => {
        offer(arrow.select, [["", block.shared.word("step_gone")], ...others], String(block.arrows.value(key, "to") ?? ""));
        arrow.select.disabled = !block.isOpen;
        arrow.label.update(block.isOpen);
      },
    );
    offer(this.more, [["", block.shared.word("add_arrow")], ...others], "");
    this.more.hidden = !block.isOpen || !others.length;
  }

  private addArrow(to: string): void {
    this.more.value = "";
    if (to && this.block.arrows.size < this.block.config.most_items) this.block.arrows.add({ from: this.id, to });
  }

  private arrow(id: string): Arrow {
    const { block } = this;
    const room = block.shared;
    const select = choose(room.word("arrow_to"), [], "", (value) => value && block.arrows.set(id, { to: value }));
    const label = wordsFor(room, block.arrows, id, "label", block.config.most_text, room.word("arrow_label"), {
      placeholder: room.word("arrow_placeholder"),
      isLine: true,
    });
    const away = button(room.word("remove_arrow"), () => block.arrows.remove(id), { icon: "delete", isQuiet: true });
    const element = h("li", { class: "ws-arrow", "data-item": id }, select, label.element, h("span", { "data-tools": true }, away));
    return { element, select, label, destroy: () => label.destroy() };
  }

  destroy(): void {
    this.name.destroy();
    this.fields.forEach(([field]) => field.destroy());
    this.arrows.destroy();
  }
}
