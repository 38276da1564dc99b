// <edit-in-place>: a form put in where a text stood. Escape puts the text back; leaving with something typed asks first.

interface Answer {
  failed?: boolean;
}

export class EditInPlace extends HTMLElement {
  private isChanged = false;

  connectedCallback(): void {
    this.addEventListener("keydown", this.pressed);
    this.addEventListener("input", this.changed);
    this.addEventListener("submit", this.sent);
    this.addEventListener("htmx:afterRequest", this.answered);
    window.addEventListener("beforeunload", this.leaving);
  }

  disconnectedCallback(): void {
    window.removeEventListener("beforeunload", this.leaving);
  }

  private pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    const field = event.target;
    if (field instanceof HTMLInputElement && field.type === "search" && field.value !== "") {
      field.value = ""; // as the browser does it: first the search is emptied, then the form is left
      field.dispatchEvent(new Event("input", { bubbles: true }));
      return;
    }
    this.isChanged = false;
    this.querySelector<HTMLElement>("[data-cancel]")?.click();
  };

  private changed = (): void => {
    this.isChanged = true;
  };

  private sent = (): void => {
    this.isChanged = false;
  };

  // A line that fell out or a server that failed: the text is still here and still not saved.
  private answered = (event: Event): void => {
    if ((event as CustomEvent<Answer>).detail.failed) this.isChanged = true;
  };

  private leaving = (event: BeforeUnloadEvent): void => {
    if (this.isChanged) event.preventDefault();
  };
}
