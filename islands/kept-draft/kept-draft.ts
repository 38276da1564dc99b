// <kept-draft data-key="…">: what is written in the form inside it stays in this browser until it has been received, so
// that a closed window, a lost line or mail, or a form that grew too old costs nobody their text. Files are never kept.
// data-fresh: the server has nothing of its own in the form. data-sent: it has been sent, and must still be confirmed.
// data-received: it has been confirmed, and what was sent is forgotten here, but not what has been written since.
import { languagesOfPage } from "../languages";

interface Draft {
  at: number;
  fields: Record<string, string>;
  sentAt?: number;
}

const WAIT_MS = 300;
const DAY_MS = 24 * 3600 * 1000;
const KEPT_MS = 30 * DAY_MS;
const KEPT_SENT_MS = 7 * DAY_MS; // as long as it can be confirmed

export class KeptDraft extends HTMLElement {
  private timer = 0;

  connectedCallback(): void {
    if ("received" in this.dataset) return this.received();
    if ("sent" in this.dataset) return this.sent();
    this.show("[data-keeps]", this.canKeep());
    const draft = this.read();
    if (draft && "fresh" in this.dataset) this.restore(draft);
    else if (!("fresh" in this.dataset)) this.keep();
    this.addEventListener("input", this.soon);
    this.addEventListener("change", this.soon);
    this.querySelector("[data-empty]")?.addEventListener("click", this.empty);
    window.addEventListener("pagehide", this.now);
    document.addEventListener("visibilitychange", this.now);
  }

  disconnectedCallback(): void {
    window.removeEventListener("pagehide", this.now);
    document.removeEventListener("visibilitychange", this.now);
  }

  private get key(): string {
    return `kept-draft:${this.dataset["key"] ?? ""}`;
  }

  private get controls(): (HTMLInputElement | HTMLTextAreaElement)[] {
    const all = this.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea");
    return [...all].filter((one) => !["hidden", "file", "checkbox"].includes(one.type) && !one.closest("[aria-hidden]"));
  }

  private canKeep(): boolean {
    try {
      localStorage.setItem(`${this.key}:try`, "1");
      localStorage.removeItem(`${this.key}:try`);
      return true;
    } catch {
      return false;
    }
  }

  private read(): Draft | undefined {
    try {
      const draft = JSON.parse(localStorage.getItem(this.key) ?? "null") as Draft | null;
      return draft && isStillKept(draft) ? draft : undefined;
    } catch {
      return undefined;
    }
  }

  private write(draft: Draft): void {
    localStorage.setItem(this.key, JSON.stringify(draft));
  }

  private sent(): void {
    const draft = this.read();
    if (!draft) return this.forget();
    try {
      this.write({ ...draft, sentAt: Date.now() });
    } catch {
      return; // it is there as it was
    }
    this.show("[data-keeps]", true);
    this.querySelector("[data-empty]")?.addEventListener("click", this.empty);
  }

  private received(): void {
    const draft = this.read();
    if (!draft || draft.sentAt) this.forget();
  }

  private soon = (): void => {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.keep, WAIT_MS);
  };

  private now = (): void => {
    if (!this.timer) return;
    this.keep();
  };

  private keep = (): void => {
    clearTimeout(this.timer);
    this.timer = 0;
    const fields: Draft["fields"] = {};
    for (const one of this.controls) if (one.type !== "radio" || isChosen(one)) fields[one.name] = one.value;
    try {
      if (Object.values(fields).some(Boolean)) this.write({ at: Date.now(), fields });
      else localStorage.removeItem(this.key);
    } catch {
      this.show("[data-keeps]", false); // no room, or not allowed: then it must not say that it keeps
    }
  };

  private restore(draft: Draft): void {
    for (const one of this.controls) {
      const value = draft.fields[one.name];
      if (value === undefined) continue;
      if (one.type === "radio") (one as HTMLInputElement).checked = one.value === value;
      else one.value = value;
    }
    const style = { dateStyle: "long", timeStyle: "short" } as const;
    const when = new Date(draft.sentAt ?? draft.at).toLocaleString(languagesOfPage(), style);
    for (const place of this.querySelectorAll("[data-when]")) place.textContent = when;
    this.show("[data-was-typed]", !draft.sentAt);
    this.show("[data-was-sent]", Boolean(draft.sentAt));
    this.show("[data-restored]", true);
  }

  private empty = (): void => {
    this.forget();
    this.querySelector("form")?.reset();
    this.show("[data-restored]", false);
    this.show("[data-emptied]", true);
    if ("sent" in this.dataset) this.show("[data-keeps]", false);
    (this.controls[0] ?? this.querySelector<HTMLElement>("[data-emptied]"))?.focus();
  };

  private forget(): void {
    clearTimeout(this.timer);
    this.timer = 0;
    try {
      localStorage.removeItem(this.key);
    } catch {
      // What cannot be reached holds nothing of hers either.
    }
  }

  private show(selector: string, isShown: boolean): void {
    this.querySelector(selector)?.toggleAttribute("hidden", !isShown);
  }
}

function isStillKept(draft: Draft): boolean {
  const [since, most] = draft.sentAt ? [draft.sentAt, KEPT_SENT_MS] : [draft.at, KEPT_MS];
  return Date.now() - since < most;
}

function isChosen(one: HTMLInputElement | HTMLTextAreaElement): boolean {
  return (one as HTMLInputElement).checked;
}
