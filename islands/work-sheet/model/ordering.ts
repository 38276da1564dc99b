// Order keys, as `plandugnad/engines/sheet/ordering.py` makes and takes them: between two there is always room for one.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE = DIGITS.length;
const SALT = 4;
export const LONGEST = 200;
const KEY = /^[0-9A-Za-z]*[1-9A-Za-z]$/;

export function isKey(written: unknown): written is string {
  return typeof written === "string" && written.length <= LONGEST && KEY.test(written);
}

/** A key after `left` and before `right`; empty is the beginning and the end. `salt` is the id of the item. */
export function between(left = "", right = "", salt = ""): string {
  if (right && left >= right) throw new RangeError(`${left} is not before ${right}`);
  return middle(left, right) + (salt ? salted(salt) : "");
}

/** So many keys in order, short and evenly apart. */
export function spread(number: number): string[] {
  let [width, room] = [1, BASE];
  while (room < 2 * (number + 1)) [width, room] = [width + 1, room * BASE];
  return Array.from({ length: number }, (_, place) => written(Math.floor(((place + 1) * room) / (number + 1)), width));
}

function written(value: number, width: number): string {
  let digits = "";
  for (let place = 0; place < width; place += 1) {
    digits = (DIGITS[value % BASE] ?? "0") + digits;
    value = Math.floor(value / BASE);
  }
  return digits.replace(/0+$/, "") || "1";
}

function middle(left: string, right: string): string {
  let made = "";
  for (let place = 0; place <= Math.max(left.length, right.length); place += 1) {
    const low = place < left.length ? DIGITS.indexOf(left.charAt(place)) : 0;
    const high = place < right.length ? DIGITS.indexOf(right.charAt(place)) : right ? 0 : BASE;
    if (low === high) {
      made += DIGITS.charAt(low);
      continue;
    }
    // Towards the end of a list one step at a time, so that adding a hundred rows does not make long keys.
    if (high - low > 1) return made + DIGITS.charAt(right ? (low + high) >> 1 : low + 1);
    return made + DIGITS.charAt(low) + middle(left.slice(place + 1), "");
  }
  throw new RangeError(`no room between ${left} and ${right}`);
}

/** Any signs will do that differ from item to item; the last may not be 0. */
function salted(salt: string): string {
  let number = 2166136261;
  for (const sign of salt) number = Math.imul(number ^ (sign.codePointAt(0) ?? 0), 16777619) >>> 0;
  let digits = "";
  for (let place = 1; place < SALT; place += 1) {
    digits += DIGITS.charAt(number % BASE);
    number = Math.floor(number / BASE);
  }
  return digits + DIGITS.charAt(1 + (number % (BASE - 1)));
}
