// Words of a confidential sheet that were not taken in. They are kept on no server and on no device: they stand in the
// window they were written in until she says that she has them.

import { button, h } from "./dom";

type Word = (key: string) => string;

export class HandedBack {
  readonly element = h("div", { class: "ws-handed-back", role: "alert" });

  constructor(private readonly word: Word) {}

  get isTakenCareOf(): boolean {
    return !this.element.childElementCount;
  }

  show(words: string, why: string): void {
    if (!words) return;
    const lines = words.split("\n").flatMap((line) => [line, h("br")]);
    const section = h(
      "section",
      { class: "ws-aside", "aria-label": this.word("handed_back") },
      h("h2", {}, this.word("handed_back")),
      h("p", {}, `${why} ${this.word("handed_back_only_here")}`.trim()),
      h("blockquote", {}, ...lines),
      h("div", { class: "pd-actions" }, this.copying(words), button(this.word("handed_back_done"), () => section.remove())),
    );
    this.element.append(section);
  }

  forget(): void {
    this.element.replaceChildren();
  }

  private copying(words: string): HTMLElement {
    const made = document.createElement("copy-button");
    made.dataset["text"] = words;
    made.dataset["done"] = this.word("copied");
    made.dataset["failed"] = this.word("not_copied");
    const look = { type: "button", class: "ds-button", "data-variant": "secondary", "data-size": "sm" };
    made.append(h("button", look, h("span", { "data-words": true, "aria-live": "polite" }, this.word("copy_words"))));
    return made;
  }
}
