// Votes are rows at the server, never in the document: nobody can read who voted for what, or write more than she has.

import { headers } from "../line/polling";

interface Answer {
  votes: Record<string, Record<string, { mine: number; all: number | null }>>;
  left: Record<string, number>;
}

export class Votes {
  private got: Answer = { votes: {}, left: {} };
  private round = 0;

  constructor(
    private readonly address: string,
    private readonly changed: () => void,
    private readonly failed: (sentence: string) => void,
  ) {}

  async fetch(): Promise<void> {
    const round = (this.round += 1);
    const answer = await fetch(this.address, { headers: headers() }).catch(() => null);
    if (!answer?.ok || round !== this.round) return;
    this.got = (await answer.json()) as Answer;
    this.changed();
  }

  mine(block: string, item: string): number {
    return this.got.votes[block]?.[item]?.mine ?? 0;
  }

  all(block: string, item: string): number | null {
    return this.got.votes[block]?.[item]?.all ?? null;
  }

  left(block: string): number | null {
    return this.got.left[block] ?? null;
  }

  async set(block: string, item: string, number: number, offline: string): Promise<void> {
    const body = new URLSearchParams({ block, item, number: String(number) });
    const answer = await fetch(this.address, { method: "POST", headers: headers(), body }).catch(() => null);
    if (!answer) return this.failed(offline);
    if (!answer.ok) {
      const told = (await answer.json().catch(() => null)) as { sentence?: string } | null;
      this.failed(told?.sentence ?? offline);
    }
    await this.fetch();
  }
}
