// The drawing of a matrix. Each mark is a button: dragged by mouse or finger, moved by the arrow keys.

import { nudged, placeAt, pointOf, type Point } from "../model/placing";
import { h, Keyed } from "../parts/dom";
import type { MatrixBlock } from "./matrix";

const MOVES: Record<string, [right: number, up: number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface Mark {
  element: HTMLElement;
  words: HTMLElement;
}

export class Drawing {
  readonly element: HTMLElement;
  private readonly field: HTMLElement;
  private readonly marks: HTMLElement;
  private readonly keyed: Keyed<Mark>;
  private readonly help: HTMLElement;
  private dragged = "";

  constructor(private readonly block: MatrixBlock) {
    const { x, y, rings, title } = block.config;
    this.marks = h("div", { class: "ws-marks" });
    this.keyed = new Keyed(this.marks);
    const isRings = Boolean(rings?.length);
    this.field = h("div", { class: isRings ? "ws-field ws-field--rings" : "ws-field" });
    if (isRings) this.rings();
    this.field.append(this.marks);
    const ends = (axis: typeof x, name: string): HTMLElement[] =>
      axis ? [h("p", { class: `ws-axis ws-axis--${name}` }, h("span", {}, axis.low), h("strong", {}, axis.title), h("span", {}, axis.high))] : [];
    this.help = h("p", { class: "ws-help" }, block.shared.word(isRings ? "rings_help" : "axes_help"));
    this.element = h(
      "div",
      { class: "ws-drawing", role: "group", "aria-label": block.shared.word("drawing_of", { block: title }) },
      ...ends(y, "y"),
      this.field,
      ...ends(x, "x"),
      this.help,
    );
  }

  private rings(): void {
    const rings = this.block.config.rings ?? [];
    [...rings].reverse().forEach((ring, index) => {
      const size = ((rings.length - index) / rings.length) * 100;
      const drawn = h("div", { class: "ws-ring" }, h("span", {}, ring.title));
      drawn.style.inlineSize = drawn.style.blockSize = `${String(size)}%`;
      this.field.append(drawn);
    });
  }

  draw(keys: readonly string[]): void {
    this.help.hidden = !this.block.isOpen;
    const placed = keys.filter((key) => pointOf(this.block.config, this.block.place(key)));
    this.keyed.draw(
      placed,
      (key) => this.mark(key),
      (mark, key) => {
        mark.words.textContent = this.block.name(key);
        mark.element.setAttribute("aria-label", `${this.block.name(key)}: ${this.block.where(key)}`);
        mark.element.toggleAttribute("disabled", !this.block.isOpen);
        const point = pointOf(this.block.config, this.block.place(key));
        if (point && this.dragged !== key) stand(mark.element, point);
      },
    );
  }

  private mark(key: string): Mark {
    const words = h("span", {});
    const element = h("button", { type: "button", class: "ws-mark", "data-item": key }, words);
    element.addEventListener("keydown", (event) => {
      const move = MOVES[event.key];
      if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.block.put(key, nudged(this.block.config, this.block.place(key), ...move));
      this.block.hearWhere(key);
    });
    element.addEventListener("pointerdown", (event) => this.taken(event, element, key));
    return { element, words };
  }

  private taken(begun: PointerEvent, mark: HTMLElement, key: string): void {
    if (!this.block.isOpen || begun.button !== 0) return;
    mark.setPointerCapture(begun.pointerId);
    this.dragged = key;
    let point: Point | null = null;
    const move = (event: PointerEvent): void => {
      if (!point && Math.hypot(event.clientX - begun.clientX, event.clientY - begun.clientY) < 4) return;
      const field = this.field.getBoundingClientRect();
      const share = (at: number, from: number, size: number) => Math.min(1, Math.max(0, (at - from) / size));
      point = { left: share(event.clientX, field.left, field.width), top: share(event.clientY, field.top, field.height) };
      stand(mark, point);
    };
    const end = (event: Event): void => {
      for (const name of ["pointerup", "pointercancel"]) mark.removeEventListener(name, end);
      mark.removeEventListener("pointermove", move);
      this.dragged = "";
      if (point && event.type === "pointerup") this.block.put(key, placeAt(this.block.config, point));
      else this.block.due();
    };
    mark.addEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) mark.addEventListener(name, end);
  }

  destroy(): void {
    this.keyed.destroy();
  }
}

function stand(mark: HTMLElement, point: Point): void {
  mark.style.insetInlineStart = `${String(point.left * 100)}%`;
  mark.style.insetBlockStart = `${String(point.top * 100)}%`;
  mark.dataset["side"] = point.left > 0.5 ? "left" : "right"; // the name stands on the side where there is room
}
