// What the meetings cost, reckoned as the server does (engines/sheet/reckoning.py), so that it changes as one writes.

import type { BlockConfig } from "./config";
import type { Items } from "./items";

export interface Spent {
  who: string;
  hours: number;
}

/** Hours a year for one person of each kind, in the order of the column. A row that lacks something costs nothing. */
export function hoursAYear(config: BlockConfig, rows: Items): Spent[] {
  const of = config.hours;
  if (!of) return [];
  const choices = (name: string) => config.columns?.find((one) => one.id === name)?.choices ?? [];
  const counts = new Map(choices(of.times).map((one) => [one.id, one.counts ?? 0]));
  return choices(of.people)
    .map((kind) => {
      const hours = rows.ids().reduce((sum, id) => {
        const minutes = rows.value(id, of.minutes);
        const takesPart = rows.value(id, `${of.people}.${kind.id}`) === true;
        const times = counts.get(String(rows.value(id, of.times) ?? "")) ?? 0;
        return takesPart && typeof minutes === "number" && minutes > 0 ? sum + (minutes / 60) * times : sum;
      }, 0);
      return { who: kind.title, hours };
    })
    .filter((one) => one.hours > 0);
}
