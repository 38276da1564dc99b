// What a rich text may hold, named as in `plandugnad/engines/sheet/marks.py`, which refuses everything else.

import { Schema } from "prosemirror-model";

const LINK = /^(?:https?:\/\/[^\s/?#\\<>"]|mailto:[^\s<>"])[^\s<>"]*$/i;
const LONGEST_LINK = 2000;

export function isLink(address: unknown): address is string {
  return typeof address === "string" && address.length <= LONGEST_LINK && LINK.test(address);
}

/** What people write for an address: most leave out how it begins. */
export function linkOf(written: string): string | null {
  const address = written.trim();
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : address.includes("@") ? `mailto:${address}` : `https://${address}`;
  return isLink(whole) && /[.@]/.test(whole) ? whole : null;
}

// The block has the page's second level, so what is written in it begins at the third.
const LEVELS: Record<string, number> = { h1: 1, h2: 1, h3: 1, h4: 2, h5: 3, h6: 3 };

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    heading: {
      attrs: { level: { default: 1 } },
      content: "inline*",
      group: "block",
      defining: true,
      parseDOM: Object.entries(LEVELS).map(([tag, level]) => ({ tag, attrs: { level } })),
      toDOM: (node) => [`h${String(Number(node.attrs["level"]) + 2)}`, 0],
    },
    bullet_list: { content: "list_item+", group: "block", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    ordered_list: {
      attrs: { order: { default: 1 } },
      content: "list_item+",
      group: "block",
      parseDOM: [{ tag: "ol" }],
      toDOM: () => ["ol", 0],
    },
    list_item: {
      content: "paragraph (paragraph | bullet_list | ordered_list)*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: () => ["li", 0],
    },
    text: { group: "inline" },
    hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  },
  marks: {
    link: {
      attrs: { href: {}, title: { default: null } },
      inclusive: false,
      parseDOM: [
        {
          tag: "a[href]",
          getAttrs: (element) => {
            const href = element.getAttribute("href");
            return isLink(href) ? { href, title: null } : false;
          },
        },
      ],
      toDOM: (mark) => ["a", { href: String(mark.attrs["href"]), rel: "noopener noreferrer" }, 0],
    },
    em: { parseDOM: [{ tag: "i" }, { tag: "em" }], toDOM: () => ["em", 0] },
    strong: {
      parseDOM: [{ tag: "strong" }, { tag: "b", getAttrs: (element) => element.style.fontWeight !== "normal" && null }],
      toDOM: () => ["strong", 0],
    },
  },
});

export const DEEPEST = 17;
