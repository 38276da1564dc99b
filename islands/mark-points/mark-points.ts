// <mark-points>: what is marked in a statement's text becomes a point of it. By mouse, by touch, and by keyboard, where
// the words that are marked are themselves the cursor: a text that cannot be written in has no other. Also warns who
// leaves the page with something typed that is not saved.

import { placeOf, pointAt, stepped, textOf, unitsBefore, type Place, type Stretch, type Unit } from "./places";

const STEPS: Record<string, [isForward: boolean, unit: Unit]> = {
  ArrowRight: [true, "word"],
  ArrowLeft: [false, "word"],
  ArrowDown: [true, "sentence"],
  ArrowUp: [false, "sentence"],
};

export class MarkPoints extends HTMLElement {
  private place: Place | null = null;
  private beside: HTMLButtonElement | null = null;
  private sending: HTMLFormElement | null = null;
  private ended: Stretch | null = null;

  connectedCallback(): void {
    document.addEventListener("selectionchange", this.selected);
    document.addEventListener("keydown", this.shortcut);
    window.addEventListener("beforeunload", this.leaving);
    document.addEventListener("submit", this.sent, true); // before htmx reads the fields
    this.addEventListener("keydown", this.pressed);
    this.addEventListener("click", this.clicked);
    this.addEventListener("mousedown", this.keepMarked);
    this.addEventListener("htmx:afterSettle", this.prepare);
    this.addEventListener("scroll", this.selected, { capture: true, passive: true }); // the button follows the text
    this.prepare();
  }

  disconnectedCallback(): void {
    document.removeEventListener("selectionchange", this.selected);
    document.removeEventListener("keydown", this.shortcut);
    window.removeEventListener("beforeunload", this.leaving);
    document.removeEventListener("submit", this.sent, true);
  }

  private get words(): HTMLElement | null {
    return this.querySelector<HTMLElement>("[data-words]");
  }

  private get form(): HTMLFormElement | null {
    return this.querySelector<HTMLFormElement>("form[data-mark]");
  }

  /** What needs JavaScript is shown by it. */
  private prepare = (): void => {
    if (!this.form) return;
    this.form.hidden = false;
    for (const each of this.querySelectorAll<HTMLElement>("[data-hint], [data-move]")) each.hidden = false;
    const words = this.words;
    if (!words) return;
    words.tabIndex = 0;
    words.setAttribute("role", "group");
    words.setAttribute("aria-labelledby", "uttalelsen");
    words.setAttribute("aria-describedby", "tekst-hjelp");
  };

  private selected = (): void => {
    const words = this.words;
    const selection = document.getSelection();
    if (!words || !this.form || !selection) return;
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const isInside = range !== null && words.contains(range.commonAncestorContainer);
    // Focus that moves to a button takes the marks with it in some browsers: what was marked last still counts.
    if (!isInside && !(range && range.intersectsNode(words) && !range.collapsed)) {
      this.beside?.remove();
      this.beside = null;
      return;
    }
    this.place = range && !range.collapsed ? placeOf(words, range) : null;
    for (const each of this.querySelectorAll<HTMLButtonElement>("[data-mark-button]")) each.disabled = !this.place;
    this.showBeside(range);
  };

  private showBeside(range: Range | null): void {
    if (!this.place || !range) {
      this.beside?.remove();
      this.beside = null;
      return;
    }
    if (!this.beside) {
      this.beside = document.createElement("button");
      this.beside.type = "button";
      this.beside.className = "ds-button co-beside-mark";
      this.beside.dataset["size"] = "sm";
      this.beside.tabIndex = -1; // by keyboard there is the one in the toolbar, and the shortcut
      this.beside.textContent = this.querySelector("[data-mark-button]")?.textContent?.trim() ?? "";
      this.beside.addEventListener("click", this.mark);
      this.append(this.beside);
    }
    const lines = range.getClientRects();
    const last = lines[lines.length - 1];
    const own = this.getBoundingClientRect();
    if (!last) return;
    const most = Math.max(0, own.width - this.beside.offsetWidth);
    this.beside.style.insetBlockStart = `${last.bottom - own.top + 6}px`;
    this.beside.style.insetInlineStart = `${Math.min(Math.max(0, last.right - own.left - 60), most)}px`;
  }

  private mark = (): void => {
    if (this.form && this.fill(this.form)) this.form.requestSubmit();
  };

  private fill(form: HTMLFormElement): boolean {
    this.selected(); // the browser tells of a new selection a little later, and a quick hand is before it
    if (!this.place) return false;
    for (const [name, value] of Object.entries(this.place)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement) field.value = String(value);
    }
    return true;
  }

  private sent = (event: Event): void => {
    const form = event.target as HTMLFormElement;
    if (form.matches("[data-move]") && !this.fill(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const said = this.querySelector("#tekst-svar");
      if (said) said.textContent = this.querySelector("#tekst-hjelp")?.textContent ?? "";
      return;
    }
    if (form === this.form) {
      this.fill(form);
      const marked = this.words && this.marked(this.words);
      this.ended = marked ? [marked[1], marked[1]] : null;
      document.getSelection()?.removeAllRanges();
      this.beside?.remove();
      this.beside = null;
    }
    this.sending = form.hasAttribute("hx-post") ? null : form;
  };

  private shortcut = (event: KeyboardEvent): void => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== "KeyP" || !this.form) return;
    event.preventDefault();
    this.mark();
  };

  private pressed = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLTextAreaElement && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.target.form?.querySelector<HTMLButtonElement>("button[type=submit]")?.click(); // htmx sends what is clicked
      return;
    }
    const step = STEPS[event.key];
    if (event.target !== this.words || !step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.step(...step, event.shiftKey);
  };

  private step(isForward: boolean, unit: Unit, isExtending: boolean): void {
    const words = this.words;
    if (!words) return;
    const next = stepped(textOf(words), this.marked(words), unit, isForward, isExtending);
    if (!next) return;
    const [[startNode, start], [endNode, end]] = [pointAt(words, next[0]), pointAt(words, next[1])];
    document.getSelection()?.setBaseAndExtent(startNode, start, endNode, end);
    const line = document.getSelection()?.getRangeAt(0).getBoundingClientRect();
    if (line && (line.bottom > innerHeight || line.top < 0)) scrollBy({ top: line.bottom - innerHeight / 2 });
  }

  /** What is marked now; after a point is made, the empty place where it ended, so that the next is not far away. */
  private marked(words: HTMLElement): Stretch | null {
    const selection = document.getSelection();
    const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
    if (!range || !words.contains(range.startContainer) || !words.contains(range.endContainer)) return this.ended;
    return [
      unitsBefore(words, range.startContainer, range.startOffset),
      unitsBefore(words, range.endContainer, range.endOffset),
    ];
  }

  // A press on a button must not take away what is marked before the button has used it.
  private keepMarked = (event: Event): void => {
    const target = event.target as Element;
    if (target.closest("[data-mark-button], .co-beside-mark, [data-move]") && event.cancelable) event.preventDefault();
  };

  private clicked = (event: Event): void => {
    const number = (event.target as Element).closest<HTMLElement>("[data-number]")?.dataset["number"];
    if (!number) return;
    const point = this.querySelectorAll<HTMLElement>("#punkter > li")[Number(number) - 1];
    point?.scrollIntoView({ block: "center" });
    point?.focus({ preventScroll: true });
  };

  private leaving = (event: BeforeUnloadEvent): void => {
    const typed = [...document.querySelectorAll<HTMLTextAreaElement>("main textarea")].filter(
      (field) => field.value !== field.defaultValue && field.form !== this.sending,
    );
    if (typed.length) event.preventDefault();
  };
}
