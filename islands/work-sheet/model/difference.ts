// What was changed in a field, as one edit: what stands before and after it is left as it was.

export interface Edit {
  start: number;
  end: number; // of the text before
  text: string;
}

export interface Delta {
  retain?: number;
  insert?: unknown;
  delete?: number;
}

/** `caret` is where it stands after the edit: of two places it can have happened in (aa → aaa), the one she wrote in. */
export function difference(before: string, after: string, caret = after.length): Edit | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let tail = 0;
  const room = Math.min(most, after.length - caret);
  while (tail < room && before.charAt(before.length - 1 - tail) === after.charAt(after.length - 1 - tail)) tail += 1;
  let head = 0;
  while (head < most - tail && before.charAt(head) === after.charAt(head)) head += 1;
  while (tail < most - head && before.charAt(before.length - 1 - tail) === after.charAt(after.length - 1 - tail)) tail += 1;
  // Never within a sign of two units: half a sign cannot be stored.
  if (head > 0 && isHigh(before.charAt(head - 1)) && isHigh(after.charAt(head - 1))) head -= 1;
  if (tail > 0 && isLow(before.charAt(before.length - tail)) && isLow(after.charAt(after.length - tail))) tail -= 1;
  return { start: head, end: before.length - tail, text: after.slice(head, after.length - tail) };
}

/** Where a place is after what others wrote. A place just where they wrote stays before it. */
export function moved(place: number, delta: readonly Delta[]): number {
  let [at, now] = [0, place];
  for (const one of delta) {
    if (at > now) break;
    if (one.retain) at += one.retain;
    else if (typeof one.insert === "string") {
      if (at < now) now += one.insert.length;
      at += one.insert.length;
    } else if (one.delete && at < now) now -= Math.min(one.delete, now - at);
  }
  return now;
}

function isHigh(unit: string): boolean {
  return unit >= "\uD800" && unit <= "\uDBFF";
}

function isLow(unit: string): boolean {
  return unit >= "\uDC00" && unit <= "\uDFFF";
}
