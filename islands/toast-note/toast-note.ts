// <toast-note>: a message that can be put away. It never goes by itself: it may hold the only way to undo.

export class ToastNote extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("[data-close]")?.addEventListener("click", () => this.close());
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  private close(): void {
    const hadFocus = this.contains(document.activeElement);
    this.remove();
    if (hadFocus) document.querySelector<HTMLElement>("main")?.focus();
  }
}
