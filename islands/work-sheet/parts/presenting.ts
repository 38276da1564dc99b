// One block for all to look at, over the whole screen. Who would rather see the rest leaves with Escape.

import { button, h } from "./dom";

export class Presenting {
  private dialog: HTMLDialogElement | null = null;
  private mark: Comment | null = null;
  private shown = "";

  constructor(
    private readonly sheet: HTMLElement,
    private readonly follow: HTMLElement, // messages go along: outside the dialog nobody could press them
    private readonly word: (key: string) => string,
  ) {}

  show(block: string): void {
    if (block === this.shown) return;
    this.leave();
    this.shown = block;
    const host = block ? this.sheet.querySelector<HTMLElement>(`[data-block="${CSS.escape(block)}"]`) : null;
    if (!host) return;
    this.mark = document.createComment("");
    host.replaceWith(this.mark);
    const heading = host.querySelector<HTMLElement>("h2");
    const close = button(this.word("leave_presented"), () => this.leave(), { icon: "close", variant: "secondary" });
    this.dialog = h("dialog", { class: "ws-presented", "aria-label": heading?.textContent ?? "" }, h("div", { class: "ws-presented__top" }, h("p", {}, this.word("presented")), close), host);
    this.dialog.append(this.follow);
    this.dialog.addEventListener("close", () => this.leave());
    this.sheet.append(this.dialog);
    this.dialog.showModal();
    heading?.focus();
  }

  private leave(): void {
    const { dialog, mark } = this;
    if (!dialog || !mark) return;
    this.dialog = this.mark = null;
    const host = dialog.querySelector<HTMLElement>("[data-block]");
    if (host) mark.replaceWith(host);
    this.sheet.append(this.follow);
    dialog.remove();
    host?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    host?.scrollIntoView({ block: "start" });
  }
}
