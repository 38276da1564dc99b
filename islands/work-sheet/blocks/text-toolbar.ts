// What a text can be dressed in, as words, with the keys most programs have for it.

import { setBlockType, toggleMark } from "prosemirror-commands";
import type { MarkType, NodeType } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import type { Command, EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import type { BlockConfig } from "../model/config";
import { button, h } from "../parts/dom";
import type { Room } from "../parts/room";
import { linkOf, schema } from "./text-schema";

interface Tool {
  key: string;
  press: string;
  command: Command;
  isOn(state: EditorState): boolean;
}

const node = (name: string): NodeType => schema.nodes[name] as NodeType;
const mark = (name: string): MarkType => schema.marks[name] as MarkType;

export class Toolbar {
  readonly element: HTMLElement;
  private view: EditorView | null = null;
  private readonly buttons = new Map<Tool, HTMLButtonElement>();
  private readonly link: HTMLButtonElement;
  private readonly form: HTMLFormElement;
  private readonly address: HTMLInputElement;
  private readonly fault: HTMLElement;

  private readonly tools: Tool[] = [
    { key: "bold", press: "Mod-b", command: toggleMark(mark("strong")), isOn: (state) => hasMark(state, mark("strong")) },
    { key: "italic", press: "Mod-i", command: toggleMark(mark("em")), isOn: (state) => hasMark(state, mark("em")) },
    this.heading("heading", 1),
    this.heading("subheading", 2),
    this.list("bullets", "bullet_list", "Mod-Shift-8"),
    this.list("numbers", "ordered_list", "Mod-Shift-7"),
  ];

  constructor(
    private readonly room: Room,
    config: BlockConfig,
  ) {
    const id = `ws-link-${config.id}`;
    for (const tool of this.tools) {
      const made = button(room.word(tool.key), () => this.run(tool.command), { class: `ws-tool ws-tool--${tool.key}` });
      made.title = `${room.word(tool.key)} (${keysOf(tool.press)})`;
      this.buttons.set(tool, made);
    }
    this.link = button(room.word("link"), () => this.ask(), { class: "ws-tool", icon: "link" });
    this.link.title = `${room.word("link")} (${keysOf("Mod-k")})`;
    this.address = h("input", { class: "ds-input ws-input", id, type: "text", inputmode: "url", autocomplete: "off", "data-plain": true, "aria-describedby": `${id}-fault` });
    this.fault = h("p", { class: "ws-fault", id: `${id}-fault`, role: "status" });
    this.form = h(
      "form",
      { class: "ws-link", hidden: true, onsubmit: (event) => this.linked(event), onkeydown: (event) => this.left(event as KeyboardEvent) },
      h("label", { for: id }, room.word("link_address")),
      this.address,
      h("button", { type: "submit", class: "ds-button", "data-variant": "secondary", "data-size": "sm" }, room.word("link_set")),
      button(room.word("link_remove"), () => this.unlink()),
      this.fault,
    );
    const bar = h("div", { class: "ws-toolbar", role: "toolbar", "aria-label": room.word("toolbar", { block: config.title }) }, ...this.buttons.values(), this.link);
    bar.addEventListener("keydown", (event) => this.along(event));
    bar.addEventListener("mousedown", (event) => event.preventDefault()); // what is marked in the text stays marked
    this.element = h("div", {}, bar, this.form);
    this.roam(0);
  }

  serve(view: EditorView): void {
    this.view = view;
  }

  keys(): Record<string, Command> {
    const keys = Object.fromEntries(this.tools.map((tool) => [tool.press, tool.command]));
    return { ...keys, "Mod-k": () => (this.ask(), true) };
  }

  update(): void {
    const state = this.view?.state;
    if (!state) return;
    for (const [tool, made] of this.buttons) made.setAttribute("aria-pressed", String(tool.isOn(state)));
    this.link.setAttribute("aria-pressed", String(hasMark(state, mark("link"))));
  }

  /** One stop for Tab; the arrows go along it. */
  private along(event: KeyboardEvent): void {
    const all = this.all();
    const now = all.indexOf(document.activeElement as HTMLButtonElement);
    const steps: Record<string, number> = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: all.length - 1 };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const place = (next + all.length) % all.length;
    this.roam(place);
    all[place]?.focus();
  }

  private all(): HTMLButtonElement[] {
    return [...this.buttons.values(), this.link];
  }

  private roam(place: number): void {
    this.all().forEach((one, index) => (one.tabIndex = index === place ? 0 : -1));
  }

  private heading(key: string, level: number): Tool {
    const type = node("heading");
    const isOn = (state: EditorState): boolean => state.selection.$from.parent.type === type && state.selection.$from.parent.attrs["level"] === level;
    const command: Command = (state, dispatch) => (isOn(state) ? setBlockType(node("paragraph")) : setBlockType(type, { level }))(state, dispatch);
    return { key, press: `Mod-Alt-${String(level)}`, command, isOn };
  }

  private list(key: string, name: string, press: string): Tool {
    const isOn = (state: EditorState): boolean => {
      const { $from } = state.selection;
      for (let depth = $from.depth; depth > 0; depth -= 1)
        if (["bullet_list", "ordered_list"].includes($from.node(depth).type.name)) return $from.node(depth).type.name === name;
      return false;
    };
    const command: Command = (state, dispatch) => (isOn(state) ? liftListItem(node("list_item")) : wrapInList(node(name)))(state, dispatch);
    return { key, press, command, isOn };
  }

  private run(command: Command): void {
    if (!this.view) return;
    command(this.view.state, this.view.dispatch);
    this.view.focus();
  }

  private ask(): void {
    const state = this.view?.state;
    if (!state) return;
    this.form.hidden = false;
    const there = state.selection.$from.marks().find((one) => one.type === mark("link"));
    this.address.value = there ? String(there.attrs["href"]) : "";
    this.fault.textContent = state.selection.empty && !there ? this.room.word("link_mark_first") : "";
    this.address.focus();
  }

  private linked(event: Event): void {
    event.preventDefault();
    const href = linkOf(this.address.value);
    if (!href) return void (this.fault.textContent = this.room.word("link_wrong"));
    this.put({ href, title: null });
  }

  private unlink(): void {
    this.put(null);
  }

  private put(attributes: { href: string; title: null } | null): void {
    const { view } = this;
    if (!view) return;
    const { from, to } = this.range(view.state);
    const change = view.state.tr.removeMark(from, to, mark("link"));
    if (attributes && from === to) change.insertText(attributes.href, from).addMark(from, from + attributes.href.length, mark("link").create(attributes));
    else if (attributes) change.addMark(from, to, mark("link").create(attributes));
    view.dispatch(change);
    this.close();
  }

  /** What is marked; or all of the link the cursor stands in. */
  private range(state: EditorState): { from: number; to: number } {
    const { from, to, empty, $from } = state.selection;
    if (!empty) return { from, to };
    let [start, end] = [from, to];
    $from.parent.forEach((child, offset) => {
      const at = $from.start() + offset;
      if (mark("link").isInSet(child.marks) && at <= from && at + child.nodeSize >= from) [start, end] = [at, at + child.nodeSize];
    });
    return { from: start, to: end };
  }

  private left(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  private close(): void {
    this.form.hidden = true;
    this.fault.textContent = "";
    this.view?.focus();
  }
}

function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, $from, empty } = state.selection;
  if (empty) return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
  return state.doc.rangeHasMark(from, to, type);
}

function keysOf(press: string): string {
  const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
  return press.replace("Mod", isMac ? "⌘" : "Ctrl").replaceAll("-", "+").toUpperCase().replace("CTRL", "Ctrl").replace("SHIFT", "Shift").replace("ALT", "Alt");
}
