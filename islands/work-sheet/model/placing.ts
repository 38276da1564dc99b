// Where something stands in a matrix, in words as well as on the drawing: both change the same two numbers.

import type { BlockConfig } from "./config";

export const STEPS = 5;

export interface Place {
  x: number | null;
  y: number | null;
  ring: string | null;
  turn: number | null;
}

export interface Point {
  left: number; // shares of the drawing, from its left and its top
  top: number;
}

/** The middle of one of five parts of an axis. */
export function shareOf(step: number): number {
  return (step + 0.5) / STEPS;
}

export function stepOf(share: number): number {
  return Math.min(STEPS - 1, Math.max(0, Math.floor(share * STEPS)));
}

export function within(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;
}

/** Null where it is not placed. The drawing has its low ends down to the left; the first ring is in the middle. */
export function pointOf(config: BlockConfig, place: Place): Point | null {
  const rings = config.rings ?? [];
  if (!rings.length) return place.x === null || place.y === null ? null : { left: place.x, top: 1 - place.y };
  const ring = rings.findIndex((one) => one.id === place.ring);
  if (ring < 0) return null;
  const radius = ((ring + 0.5) / rings.length) * 0.5;
  const angle = (place.turn ?? 0) * 2 * Math.PI;
  return { left: 0.5 + radius * Math.sin(angle), top: 0.5 - radius * Math.cos(angle) };
}

export function placeAt(config: BlockConfig, point: Point): Partial<Place> {
  const rings = config.rings ?? [];
  if (!rings.length) return { x: within(point.left), y: within(1 - point.top) };
  const [right, up] = [point.left - 0.5, 0.5 - point.top];
  const ring = Math.min(rings.length - 1, Math.floor((Math.hypot(right, up) / 0.5) * rings.length));
  const turn = (Math.atan2(right, up) / (2 * Math.PI) + 1) % 1;
  return { ring: rings[ring]?.id ?? null, turn: within(turn) };
}

/** One press of an arrow key. */
export function nudged(config: BlockConfig, place: Place, right: number, up: number): Partial<Place> {
  const rings = config.rings ?? [];
  if (!rings.length) return { x: within((place.x ?? 0.5) + right * 0.05), y: within((place.y ?? 0.5) + up * 0.05) };
  const ring = rings.findIndex((one) => one.id === place.ring);
  const next = Math.min(rings.length - 1, Math.max(0, ring + up));
  return { ring: rings[next]?.id ?? null, turn: within(((place.turn ?? 0) + right * 0.04 + 1) % 1) };
}

/** The emptiest direction in a ring: in the middle of the widest room between those that are there. */
export function freeTurn(taken: readonly number[]): number {
  if (!taken.length) return 0.125;
  const sorted = [...taken].sort((one, other) => one - other);
  let [best, room] = [0, -1];
  sorted.forEach((turn, index) => {
    const next = sorted[index + 1] ?? (sorted[0] ?? 0) + 1;
    if (next - turn > room) [best, room] = [(turn + next) / 2, next - turn];
  });
  return within(best % 1);
}
