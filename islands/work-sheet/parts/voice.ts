// What is said besides the sheet itself: one message with a way back, and words for those who listen.

import { button, h, icon } from "./dom";

export class Voice {
  readonly element: HTMLElement;
  private readonly messages = h("div", { class: "ws-messages", role: "status" });
  private readonly heard = h("p", { class: "pd-hidden-words", "aria-live": "polite" });

  constructor(private readonly word: (key: string) => string) {
    this.element = h("div", { class: "ws-voice" }, this.messages, this.heard);
  }

  hear(words: string): void {
    this.heard.textContent = "";
    setTimeout(() => (this.heard.textContent = words), 50); // the same words again are heard only where they have been gone
  }

  toast(words: string, undo?: () => void): void {
    const close = (): void => this.messages.replaceChildren();
    const back = undo && button(this.word("undo"), () => (close(), undo()), { icon: "undo", variant: "secondary" });
    const away = h("button", { type: "button", class: "pd-close", onclick: close }, icon("close"), h("span", { class: "pd-hidden-words" }, this.word("close_message")));
    const note = h("div", { class: "pd-toast pd-float", "data-color": "neutral" }, h("span", { class: "pd-toast__words" }, words), back, away);
    note.addEventListener("keydown", (event) => event.key === "Escape" && close());
    this.messages.replaceChildren(note);
  }
}
