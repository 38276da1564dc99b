// <auto-save>: shows how it goes with the field inside it, which htmx sends when it is changed, and keeps what was
// typed until the server has it: a lost line, an error or a closed window must never cost anyone their text.

type State = "changed" | "saving" | "saved" | "failed" | "refused";

interface Answer {
  successful?: boolean;
  xhr?: { status: number };
}

export class AutoSave extends HTMLElement {
  private words: Element | null = null;

  connectedCallback(): void {
    this.words = this.querySelector("[data-state-words]");
    this.addEventListener("input", this.changed);
    this.addEventListener("htmx:beforeRequest", this.saving);
    this.addEventListener("htmx:afterRequest", this.answered);
    this.addEventListener("htmx:sendError", this.failed);
    window.addEventListener("beforeunload", this.leaving);
    window.addEventListener("online", this.again);
  }

  disconnectedCallback(): void {
    window.removeEventListener("beforeunload", this.leaving);
    window.removeEventListener("online", this.again);
  }

  private get state(): State | undefined {
    return this.dataset["state"] as State | undefined;
  }

  private show(state: State): void {
    this.dataset["state"] = state;
    if (this.words) this.words.textContent = this.dataset[state] ?? "";
  }

  private changed = (): void => {
    if (this.state !== "changed") this.show("changed");
  };

  private saving = (): void => this.show("saving");

  private failed = (): void => this.show("failed");

  private answered = (event: Event): void => {
    if (this.state !== "saving") return; // typed on while waiting: that text is not saved yet
    const answer = (event as CustomEvent<Answer>).detail;
    const isRefused = answer.xhr?.status === 422;
    this.querySelector(".ds-input")?.setAttribute("aria-invalid", String(isRefused));
    this.show(isRefused ? "refused" : answer.successful ? "saved" : "failed");
  };

  private again = (): void => {
    if (this.state === "failed") this.querySelector("form")?.requestSubmit();
  };

  private leaving = (event: BeforeUnloadEvent): void => {
    if (this.state && this.state !== "saved") event.preventDefault();
  };
}
