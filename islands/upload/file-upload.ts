// <file-upload>: sends the chosen files one by one with progress, and says of each what came of it. Without it the form
// sends them all at once.

import { sizeInWords } from "../file-drop/file-drop";

type Answer = { files?: { words: string; wrong: boolean }[] };

export class FileUpload extends HTMLElement {
  private sent = 0;
  private failed = 0;
  private isSending = false;

  connectedCallback(): void {
    this.addEventListener("submit", this.submit);
    window.addEventListener("beforeunload", this.leave);
  }

  disconnectedCallback(): void {
    window.removeEventListener("beforeunload", this.leave);
  }

  private submit = (event: SubmitEvent): void => {
    const form = event.target as HTMLFormElement;
    const input = form.querySelector<HTMLInputElement>("input[type=file]");
    const files = [...(input?.files ?? [])];
    if (!input || !files.length) return;
    event.preventDefault();
    if (!this.isSending) void this.sendAll(form, input, files);
  };

  private leave = (event: BeforeUnloadEvent): void => {
    if (this.isSending) event.preventDefault();
  };

  private async sendAll(form: HTMLFormElement, input: HTMLInputElement, files: File[]): Promise<void> {
    this.isSending = true;
    const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
    if (button) button.disabled = true;
    const lines = files.map((file) => new Line(this, file));
    for (const line of lines) {
      const isSent = await line.send(form, input.name);
      if (isSent) this.sent += 1;
      else this.failed += 1;
    }
    this.isSending = false;
    if (button) button.disabled = false;
    input.value = "";
    input.dispatchEvent(new Event("change", { bubbles: true }));
    if (!this.failed) location.assign(this.address);
    else this.offer();
  }

  private get address(): string {
    const here = new URL(location.href);
    here.searchParams.set("nye", String(this.sent));
    here.hash = "";
    return here.href;
  }

  /** Some were refused: what was said stays, and the page is shown anew when the reader wants it. */
  private offer(): void {
    const said = this.querySelector("[data-said]");
    if (!said || !this.sent) return;
    const link = document.createElement("a");
    link.href = this.address;
    link.textContent = this.dataset["seen"] ?? "";
    said.replaceChildren(link);
  }
}

class Line {
  private readonly item = document.createElement("li");
  private readonly words = document.createElement("span");
  private readonly bar = document.createElement("progress");
  private readonly stop = document.createElement("button");
  private isStopped = false;

  constructor(private readonly owner: FileUpload, private readonly file: File) {
    const name = document.createElement("bdi");
    name.textContent = `${file.name} (${sizeInWords(file.size)})`;
    this.words.textContent = this.said("waiting");
    this.bar.max = 100;
    this.bar.value = 0;
    this.bar.ariaLabel = file.name;
    this.stop.type = "button";
    this.stop.className = "ar-link";
    this.stop.textContent = this.said("stop");
    this.stop.addEventListener("click", () => { this.isStopped = true; this.finish(this.said("stopped"), true); });
    this.item.append(name, this.bar, this.words, this.stop);
    owner.querySelector("[data-list]")?.append(this.item);
  }

  /** True when the server has kept the file. */
  send(form: HTMLFormElement, field: string): Promise<boolean> {
    const limit = Number(this.owner.dataset["limitMegabytes"]) * 1024 * 1024;
    if (this.isStopped) return Promise.resolve(false);
    if (limit && this.file.size > limit) return Promise.resolve(this.finish(this.said("tooLarge"), true));
    const content = new FormData();
    for (const [name, value] of new FormData(form)) if (name !== field) content.append(name, value);
    content.append(field, this.file);
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", ({ loaded, total }) => this.progress(loaded, total));
      request.addEventListener("load", () => resolve(this.answered(request)));
      request.addEventListener("error", () => resolve(this.finish(this.said("lost"), true)));
      request.addEventListener("abort", () => resolve(false));
      this.stop.addEventListener("click", () => request.abort());
      request.send(content);
    });
  }

  private progress(loaded: number, total: number): void {
    const percent = total ? Math.floor((loaded / total) * 100) : 0;
    this.bar.value = percent;
    this.words.textContent = percent < 100 ? `${this.said("sending")} ${percent} %` : this.said("storing");
  }

  private answered(request: XMLHttpRequest): boolean {
    const told = (request.response as Answer | null)?.files?.[0];
    if (!told) return this.finish(this.said("refused"), true);
    return this.finish(told.words, told.wrong || request.status >= 400);
  }

  private finish(words: string, isWrong: boolean): boolean {
    this.words.textContent = words;
    this.item.toggleAttribute("data-wrong", isWrong);
    this.bar.remove();
    this.stop.remove();
    return !isWrong;
  }

  private said(name: string): string {
    return this.owner.dataset[name] ?? "";
  }
}
