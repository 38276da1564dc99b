// The drawing of a course: lanes across, stages along, steps in their places, arrows between them. A press on a step
// goes to where it is edited; by mouse it can be moved to another place.

import { button, h, Keyed, svg } from "../parts/dom";
import { short } from "./block";
import type { FlowBlock } from "./flow";

interface Cell {
  element: HTMLElement;
  steps: Keyed<{ element: HTMLElement }>;
}

const DRAGGED = "application/x-sheet-step";

export class FlowDrawing {
  readonly element: HTMLElement;
  private readonly grid = h("div", { class: "ws-flow__grid" });
  private readonly lines = svg("svg", { class: "ws-flow__lines", "aria-hidden": "true", focusable: "false" });
  private readonly cells = new Map<string, Cell>();
  private readonly resized = new ResizeObserver(() => this.drawArrows());
  private shape = "";

  constructor(private readonly block: FlowBlock) {
    const label = block.shared.word("drawing_of", { block: block.config.title });
    const inside = h("div", { class: "ws-flow__inside" }, this.grid);
    inside.append(this.lines);
    this.element = h("div", { class: "ws-flow", role: "region", tabindex: 0, "aria-label": label }, inside);
    this.resized.observe(this.grid);
  }

  draw(stages: readonly string[]): void {
    const { block } = this;
    const ids = block.lanes.ids();
    const steps = block.steps.ids();
    const lanes = steps.some((id) => !block.laneOf(id)) || !ids.length ? [...ids, ""] : ids;
    this.element.hidden = !steps.length && !ids.length;
    this.lay(lanes, stages);
    for (const lane of lanes)
      for (const stage of stages) {
        const own = steps.filter((id) => block.laneOf(id) === lane && block.stageOf(id) === stage);
        this.cells.get(`${lane}/${stage}`)?.steps.draw(
          own,
          (id) => this.step(id),
          ({ element }, id) => {
            const isDecision = block.steps.value(id, "decision") === true;
            element.classList.toggle("ws-chip--decision", isDecision);
            element.replaceChildren(block.stepName(id), ...(isDecision ? [h("span", { class: "ws-chip__note" }, block.shared.word("decision"))] : []));
          },
        );
      }
    this.drawArrows();
  }

  /** The frame is laid anew only where lanes or stages have changed. */
  private lay(lanes: readonly string[], stages: readonly string[]): void {
    const { block } = this;
    const names = lanes.map((lane) => (lane ? block.laneName(lane) : block.shared.word("no_lane")));
    const shape = JSON.stringify([names, lanes, stages, block.isOpen]);
    if (shape === this.shape) return;
    this.shape = shape;
    this.cells.clear();
    this.grid.style.gridTemplateColumns = `10.5rem repeat(${String(stages.length)}, minmax(9rem, 1fr))`;
    const heads = stages.map((stage) => h("div", { class: "ws-flow__stage" }, block.stageTitle(stage)));
    const rows = lanes.flatMap((lane, index) => [
      h("div", { class: "ws-flow__lane" }, names[index] ?? ""),
      ...stages.map((stage) => this.cell(lane, stage)),
    ]);
    this.grid.replaceChildren(h("div", { class: "ws-flow__corner" }), ...heads, ...rows);
  }

  private cell(lane: string, stage: string): HTMLElement {
    const { block } = this;
    const list = h("div", { class: "ws-flow__steps" });
    const element = h("div", { class: "ws-flow__cell" }, list);
    if (block.isOpen) {
      const add = button(block.shared.word("add_step"), () => block.addStep(stage, lane), { icon: "add", isQuiet: true, class: "ws-flow__add" });
      const where = `${lane ? block.laneName(lane) : block.shared.word("no_lane")}, ${block.stageTitle(stage)}`;
      add.setAttribute("aria-label", block.shared.word("add_step_in", { stage: where }));
      element.append(add);
      element.addEventListener("dragover", (event) => event.dataTransfer?.types.includes(DRAGGED) && event.preventDefault());
      element.addEventListener("drop", (event) => {
        const [own, id] = event.dataTransfer?.getData(DRAGGED).split("/") ?? [];
        if (own !== block.config.id || !id) return;
        event.preventDefault();
        block.put(id, stage, lane);
      });
    }
    this.cells.set(`${lane}/${stage}`, { element, steps: new Keyed(list) });
    return element;
  }

  private step(id: string): { element: HTMLElement } {
    const element = h("button", { type: "button", class: "ws-chip", draggable: this.block.isOpen ? "true" : null, onclick: () => this.block.open(id) });
    element.dataset["step"] = id;
    element.addEventListener("dragstart", (event) => event.dataTransfer?.setData(DRAGGED, `${this.block.config.id}/${id}`));
    return { element };
  }

  private drawArrows(): void {
    const { block } = this;
    const frame = this.grid.getBoundingClientRect();
    this.lines.replaceChildren();
    if (!frame.width) return;
    this.lines.setAttribute("viewBox", `0 0 ${String(frame.width)} ${String(frame.height)}`);
    for (const id of block.arrows.ids()) {
      const [from, to] = ["from", "to"].map((end) => this.box(String(block.arrows.value(id, end) ?? ""), frame));
      if (from && to) this.arrow(from, to, short(block.arrows.words(id, "label")));
    }
  }

  private box(step: string, frame: DOMRect): DOMRect | null {
    const chip = step ? this.grid.querySelector(`[data-step="${CSS.escape(step)}"]`)?.getBoundingClientRect() : null;
    return chip ? new DOMRect(chip.x - frame.x, chip.y - frame.y, chip.width, chip.height) : null;
  }

  private arrow(from: DOMRect, to: DOMRect, label: string): void {
    const isAlong = to.left >= from.right;
    const start = isAlong ? [from.right, from.top + from.height / 2] : [from.left + from.width / 2, to.top > from.top ? from.bottom : from.top];
    const end = isAlong ? [to.left - 2, to.top + to.height / 2] : [to.left + to.width / 2, to.top > from.top ? to.top - 2 : to.bottom + 2];
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [...start, ...end];
    const [bx, by] = isAlong ? [(x2 - x1) / 2, 0] : [0, (y2 - y1) / 2];
    const path = `M${[x1, y1].join(" ")} C${[x1 + bx, y1 + by, x2 - bx, y2 - by, x2, y2].join(" ")}`;
    const angle = isAlong ? 0 : y2 > y1 ? 90 : -90;
    const head = svg("path", { d: "M-7 -4 L0 0 L-7 4 Z", class: "ws-flow__head", transform: `translate(${String(x2)} ${String(y2)}) rotate(${String(angle)})` });
    this.lines.append(svg("path", { d: path, class: "ws-flow__line" }), head);
    if (!label) return;
    const words = svg("text", { x: (x1 + x2) / 2, y: (y1 + y2) / 2 - 4, class: "ws-flow__label", "text-anchor": "middle" });
    words.textContent = label;
    this.lines.append(words);
  }

  destroy(): void {
    this.resized.disconnect();
  }
}
