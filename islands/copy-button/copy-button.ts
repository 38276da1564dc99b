// <copy-button data-text="…" data-done="Kopiert">: puts the text on the clipboard and says so.

export class CopyButton extends HTMLElement {
  private isTelling = false;

  connectedCallback(): void {
    this.addEventListener("click", () => void this.copy());
  }

  private async copy(): Promise<void> {
    const words = this.querySelector("[data-words]");
    if (!words || this.isTelling) return;
    this.isTelling = true;
    const before = words.textContent;
    try {
      await navigator.clipboard.writeText(this.dataset["text"] ?? "");
      words.textContent = this.dataset["done"] ?? "";
    } catch {
      words.textContent = this.dataset["failed"] ?? "";
    }
    setTimeout(() => {
      words.textContent = before;
      this.isTelling = false;
    }, 4000);
  }
}
