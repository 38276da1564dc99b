// One rich text, written by several at once, sign by sign.

import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands";
import { inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import type { Node } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { EditorState, Plugin, type Command, type Transaction } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { ySyncPlugin, ySyncPluginKey } from "y-prosemirror";
import type { BlockConfig } from "../model/config";
import { storable } from "../model/storable";
import { h } from "../parts/dom";
import type { Room } from "../parts/room";
import { Block } from "./block";
import { DEEPEST, schema } from "./text-schema";
import { Toolbar } from "./text-toolbar";

const NEAR = 0.8;

export class TextBlock extends Block {
  private view: EditorView | null = null;
  private readonly place = h("div", { class: "ws-text", "data-field": "text" });
  private readonly hint = h("p", { class: "ws-empty ws-empty--text" });
  private readonly left = h("p", { class: "ws-words__left", role: "status" });
  private readonly toolbar: Toolbar;

  constructor(room: Room, config: BlockConfig, host: HTMLElement) {
    super(room, config, host);
    this.toolbar = new Toolbar(room, config);
    this.body.append(this.toolbar.element, this.place, this.left);
  }

  protected fill(): void {
    this.view ??= this.make();
    this.view.setProps({ editable: () => this.mayWrite });
    this.toolbar.element.hidden = !this.mayWrite;
    this.after(this.view.state);
  }

  private make(): EditorView {
    const { room, config } = this;
    const after = (state: EditorState): void => this.after(state);
    const view = new EditorView(this.place, {
      state: EditorState.create({ schema, plugins: this.plugins() }),
      editable: () => this.mayWrite,
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": room.word("text_label", { block: config.title }),
        class: "ws-text__area",
        spellcheck: "true",
        lang: document.documentElement.lang,
      },
      transformPastedText: storable,
      transformPastedHTML: storable,
      handleDOMEvents: { blur: () => (this.room.undo.stopCapturing(), false) },
      // The document's words are put in before the view has a name here.
      dispatchTransaction(this: unknown, change) {
        const made = this as EditorView;
        made.updateState(made.state.apply(change));
        after(made.state);
      },
    });
    this.place.append(this.hint);
    this.toolbar.serve(view);
    return view;
  }

  private plugins(): Plugin[] {
    const item = schema.nodes["list_item"];
    const [bullets, numbers, heading, line] = ["bullet_list", "ordered_list", "heading", "hard_break"].map((name) => schema.nodes[name]);
    if (!item || !bullets || !numbers || !heading || !line) throw new Error("the schema lacks a node");
    const lineBreak: Command = chainCommands(exitCode, (state, dispatch) => {
      dispatch?.(state.tr.replaceSelectionWith(line.create()).scrollIntoView());
      return true;
    });
    return [
      ySyncPlugin(this.room.doc.getXmlFragment(this.config.id)),
      inputRules({
        rules: [
          wrappingInputRule(/^\s*[-*]\s$/, bullets),
          wrappingInputRule(/^1\.\s$/, numbers),
          textblockTypeInputRule(/^(#{1,3})\s$/, heading, (found) => ({ level: (found[1] ?? "#").length })),
        ],
      }),
      keymap(this.toolbar.keys()),
      keymap({
        Enter: splitListItem(item),
        "Shift-Enter": lineBreak,
        "Mod-]": sinkListItem(item),
        "Mod-[": liftListItem(item),
      }),
      keymap(baseKeymap),
      new Plugin({ filterTransaction: (change) => this.fits(change) }),
    ];
  }

  /** What the server would refuse is not written: then the words that were there stay. */
  private fits(change: Transaction): boolean {
    if (!change.docChanged || change.getMeta(ySyncPluginKey)) return true;
    const size = sizeOf(change.doc);
    const isTooLong = size > this.config.most_text && size > sizeOf(change.before);
    if (isTooLong) this.room.hear(this.room.word("text_full"));
    return !isTooLong && depthOf(change.doc) < DEEPEST;
  }

  private after(state: EditorState): void {
    this.toolbar.update();
    const isEmpty = state.doc.textContent === "" && state.doc.childCount <= 1 && state.doc.firstChild?.type.name === "paragraph";
    this.hint.hidden = !isEmpty;
    this.hint.textContent = this.room.word(this.mayWrite ? "empty_text" : "empty_closed");
    const left = this.config.most_text - sizeOf(state.doc);
    this.left.textContent = left < this.config.most_text * (1 - NEAR) ? this.room.word("signs_left", { n: Math.max(0, left) }) : "";
  }

  override destroy(): void {
    super.destroy();
    this.view?.destroy();
  }
}

/** As the server counts: every sign, and a little for each part it stands in. */
function sizeOf(doc: Node): number {
  let size = 0;
  doc.descendants((node) => {
    size += node.isText ? node.nodeSize + 4 * node.marks.length : 3;
  });
  return size;
}

function depthOf(doc: Node): number {
  let deepest = 0;
  const walk = (node: Node, depth: number): void => {
    deepest = Math.max(deepest, depth);
    node.forEach((child) => walk(child, depth + 1));
  };
  walk(doc, 0);
  return deepest;
}
