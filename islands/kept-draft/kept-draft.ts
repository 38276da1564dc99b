// <kept-draft data-key="…">: what is written in the form inside it stays in this browser until it has been sent, so that
// a closed window, a lost line or a form that grew too old costs nobody their text. Files are never kept.
// data-fresh: the server has nothing of its own in the form. data-sent: it has been sent, and is forgotten here.

interface Draft {
  at: number;
  fields: Record<string, string>;
}

const WAIT_MS = 300;
const KEPT_MS = 30 * 24 * 3600 * 1000;

export class KeptDraft extends HTMLElement {
  private timer = 0;

  connectedCallback(): void {
    if ("sent" in this.dataset) return this.forget();
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
      return draft && Date.now() - draft.at < KEPT_MS ? draft : undefined;
    } catch {
      return undefined;
    }
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
      if (Object.values(fields).some(Boolean)) localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), fields }));
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
    const when = this.querySelector("[data-when]");
    const style = { dateStyle: "long", timeStyle: "short" } as const;
    if (when) when.textContent = new Date(draft.at).toLocaleString(document.documentElement.lang, style);
    this.show("[data-restored]", true);
  }

  private empty = (): void => {
    this.forget();
    this.querySelector("form")?.reset();
    this.show("[data-restored]", false);
    this.controls[0]?.focus();
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

function isChosen(one: HTMLInputElement | HTMLTextAreaElement): boolean {
  return (one as HTMLInputElement).checked;
}
