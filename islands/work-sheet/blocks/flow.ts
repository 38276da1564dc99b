// A course of steps: a drawing of lanes and stages, and below it the same as an outline where everything is edited.

import type { BlockConfig } from "../model/config";
import type { Items } from "../model/items";
import { AddField } from "../parts/add-field";
import { button, h, Keyed } from "../parts/dom";
import type { Room } from "../parts/room";
import { ValueField, wordsFor, type Field } from "../parts/value-fields";
import { Block, short } from "./block";
import { FlowDrawing } from "./flow-drawing";
import { Step } from "./flow-step";

interface Lane {
  element: HTMLElement;
  fields: Field[];
  destroy(): void;
}

interface Stage {
  element: HTMLElement;
  steps: Keyed<Step>;
  count: HTMLElement;
  destroy(): void;
}

const NO_STAGE = "no-stage";

export class FlowBlock extends Block {
  readonly lanes: Items;
  readonly steps: Items;
  readonly arrows: Items;
  private readonly drawing: FlowDrawing;
  private readonly laneList = h("ul", { class: "ws-lanes" });
  private readonly laneKeys = new Keyed<Lane>(this.laneList);
  private readonly outline = h("div", { class: "ws-outline" });
  private readonly stages = new Keyed<Stage>(this.outline);
  private readonly addLane: AddField;
  private nothing: HTMLElement | null = null;

  constructor(room: Room, config: BlockConfig, host: HTMLElement) {
    super(room, config, host);
    this.lanes = room.items(config, "lanes");
    this.steps = room.items(config, "steps");
    this.arrows = room.items(config, "arrows");
    this.drawing = new FlowDrawing(this);
    this.addLane = new AddField(room, config, this.lanes, "add_lane", (name) => this.lanes.add({ name }));
    const lanes = h("details", { class: "pd-more ws-lanes-box" }, h("summary", {}, room.word("lanes")), h("div", { class: "pd-more__inside" }, this.laneList, this.addLane.element));
    this.body.append(this.drawing.element, lanes, h("h3", { class: "ws-outline__title" }, room.word("outline")), this.outline);
    this.watch(this.lanes, this.steps, this.arrows);
  }

  get shared(): Room {
    return this.room;
  }

  get isOpen(): boolean {
    return this.mayWrite;
  }

  laneChoices(): [string, string][] {
    return [["", this.room.word("no_lane")], ...this.lanes.ids().map((id, place): [string, string] => [id, this.laneName(id, place)])];
  }

  laneName(id: string, place = this.lanes.ids().indexOf(id)): string {
    return short(this.lanes.words(id, "name")) || this.room.word("lane_n", { n: place + 1 });
  }

  stepName(id: string): string {
    return short(this.steps.words(id, "name")) || this.room.word("without_words");
  }

  stageOf(id: string): string {
    const stage = String(this.steps.value(id, "stage") ?? "");
    return this.config.stages?.some((one) => one.id === stage) ? stage : NO_STAGE;
  }

  laneOf(id: string): string {
    const lane = String(this.steps.value(id, "lane") ?? "");
    return this.lanes.get(lane) ? lane : "";
  }

  addStep(stage: string, lane = ""): void {
    if (this.full(this.steps)) return this.room.hear(this.room.word("full", { n: this.config.most_items }));
    this.room.undo.stopCapturing();
    const id = this.steps.add({ stage: stage === NO_STAGE ? null : stage, lane: lane || this.lanes.ids()[0] || null });
    this.room.undo.stopCapturing();
    this.draw();
    this.open(id);
  }

  /** From the drawing to where the step is edited. */
  open(id: string): void {
    const stage = this.stages.all.get(this.stageOf(id));
    stage?.steps.all.get(id)?.open();
  }

  put(id: string, stage: string, lane: string): void {
    this.steps.set(id, { stage: stage === NO_STAGE ? null : stage, lane: lane || null });
  }

  removeStep(id: string): void {
    this.take(this.steps, id, this.steps.words(id, "name"));
  }

  stepTools(id: string): HTMLElement {
    return this.upAndDown(this.steps, id, () => this.steps.words(id, "name"));
  }

  protected fill(): void {
    const steps = this.steps.ids();
    this.nothing?.remove();
    this.nothing = steps.length ? null : this.empty("empty_flow");
    if (this.nothing) this.body.prepend(this.nothing);
    this.laneKeys.draw(
      this.lanes.ids(),
      (id) => this.lane(id),
      (lane, _, place) => {
        lane.fields[0]?.label(this.room.word("lane_n", { n: place + 1 }));
        lane.fields[1]?.label(this.room.word("lane_party", { n: place + 1 }));
        lane.fields.forEach((field) => field.update(this.mayWrite));
      },
    );
    this.addLane.update(this.mayWrite);
    const known = (this.config.stages ?? []).map((one) => one.id);
    const shown = steps.some((id) => this.stageOf(id) === NO_STAGE) ? [...known, NO_STAGE] : known;
    this.stages.draw(
      shown,
      (id) => this.stage(id),
      (stage, id) => {
        const own = steps.filter((step) => this.stageOf(step) === id);
        stage.count.textContent = own.length ? String(own.length) : "";
        stage.steps.draw(
          own,
          (step) => new Step(this, step),
          (step) => step.update(),
        );
      },
    );
    this.drawing.draw(shown);
  }

  stageTitle(id: string): string {
    return this.config.stages?.find((one) => one.id === id)?.title ?? this.room.word("no_stage");
  }

  private stage(id: string): Stage {
    const list = h("ul", { class: "ws-steps" });
    const count = h("span", { class: "ws-cluster__count" });
    const title = this.stageTitle(id);
    const add = button(this.room.word("add_step"), () => this.addStep(id), { icon: "add" });
    add.setAttribute("aria-label", this.room.word("add_step_in", { stage: title }));
    const element = h("section", { class: "ws-stage", "aria-label": title }, h("h4", {}, title, " ", count), list, h("div", { "data-tools": true }, add));
    const steps = new Keyed<Step>(list);
    return { element, steps, count, destroy: () => steps.destroy() };
  }

  private lane(id: string): Lane {
    const { room, lanes } = this;
    const fields: Field[] = [
      wordsFor(room, lanes, id, "name", this.config.most_text, "", { isLine: true }),
      new ValueField(room, lanes, id, "party", "party"),
    ];
    const party = h("div", { class: "ws-labelled" }, h("span", { "aria-hidden": "true" }, room.word("party")), fields[1]?.element);
    const tools = this.upAndDown(lanes, id, () => lanes.words(id, "name"));
    const element = h("li", { class: "ws-lane", "data-item": id }, fields[0]?.element, party, tools);
    return { element, fields, destroy: () => fields.forEach((one) => one.destroy()) };
  }

  override destroy(): void {
    super.destroy();
    this.laneKeys.destroy();
    this.stages.destroy();
    this.drawing.destroy();
  }
}
