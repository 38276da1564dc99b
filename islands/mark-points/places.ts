// Places in a text as the server counts them: by code points. JavaScript counts UTF-16 units, two for an emoji.

/** Numbers and other things put into the text for the eye are no part of it. */
const NOT_TEXT = "[data-number]";

export function codePoints(text: string): number {
  let count = 0;
  for (const _sign of text) count += 1;
  return count;
}

/** The text nodes of a statement in order, without what is put in between them. */
export function* textNodes(root: Node): Generator<Text> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text && !node.parentElement?.closest(NOT_TEXT)) yield node;
}

export interface Place {
  start: number;
  end: number;
  quote: string;
}

/** Where a range lies in the text; null when nothing of the text is in it. */
export function placeOf(root: Node, range: Range): Place | null {
  let at = 0;
  let start = -1;
  let end = -1;
  let quote = "";
  for (const node of textNodes(root)) {
    if (range.intersectsNode(node)) {
      const from = whole(node.data, node === range.startContainer ? range.startOffset : 0, -1);
      const to = whole(node.data, node === range.endContainer ? range.endOffset : node.data.length, 1);
      if (to > from) {
        if (start < 0) start = at + codePoints(node.data.slice(0, from));
        end = at + codePoints(node.data.slice(0, to));
        quote += node.data.slice(from, to);
      }
    }
    at += codePoints(node.data);
  }
  return start < 0 || quote.trim() === "" ? null : { start, end, quote };
}

export type Stretch = [start: number, end: number];
export type Unit = "word" | "sentence";

const UNITS: Record<Unit, RegExp> = { word: /\S+/gu, sentence: /[^\s.!?][^.!?\n]*[.!?]*["»”)]?/gu };

/** The words or sentences of a text, in UTF-16 units. */
export function stretches(text: string, unit: Unit): Stretch[] {
  return [...text.matchAll(UNITS[unit])].map((found) => [found.index, found.index + found[0].trimEnd().length]);
}

/** What is marked after a step. A step goes to the next word or sentence and marks it; one that extends moves the end. */
export function stepped(text: string, marked: Stretch | null, unit: Unit, isForward: boolean, extends_: boolean): Stretch | null {
  const all = stretches(text, unit);
  const [start, end] = marked ?? [0, 0];
  const after = all.find((one) => one[1] > end && (one[0] >= end || extends_));
  const before = all.filter((one) => (extends_ ? one[1] < end : one[0] < start)).at(-1);
  const next = isForward ? after : before;
  if (!next) return marked;
  if (!extends_) return next;
  return next[1] > start ? [start, next[1]] : marked;
}

export function textOf(root: Node): string {
  return [...textNodes(root)].map((node) => node.data).join("");
}

/** How far into the text a place is that is given by node and offset, in UTF-16 units. */
export function unitsBefore(root: Node, container: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(root, 0);
  range.setEnd(container, offset);
  let count = 0;
  for (const node of textNodes(root)) {
    if (node === container) return count + offset;
    if (!range.intersectsNode(node)) break;
    count += node.data.length;
  }
  return count;
}

/** The node, and the offset in it, this many UTF-16 units into the text. */
export function pointAt(root: Node, units: number): [Node, number] {
  let left = units;
  let last: [Node, number] = [root, 0];
  for (const node of textNodes(root)) {
    if (left <= node.data.length) return [node, left];
    left -= node.data.length;
    last = [node, node.data.length];
  }
  return last;
}

/** An offset in the middle of a sign of two units is moved to its beginning or end. */
function whole(text: string, offset: number, direction: 1 | -1): number {
  const splits = offset > 0 && /[\uD800-\uDBFF]/.test(text[offset - 1] ?? "") && /[\uDC00-\uDFFF]/.test(text[offset] ?? "");
  return splits ? offset + direction : offset;
}
