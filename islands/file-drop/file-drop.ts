// <file-drop>: an ordinary file field that also takes what is dropped on it, and says what was chosen and how large it is.

const STEP = 1024;

export function sizeInWords(bytes: number): string {
  const kilobytes = bytes / STEP;
  if (kilobytes < 1) return `${bytes} byte`;
  const [size, unit] = kilobytes < STEP ? [kilobytes, "kB"] : [kilobytes / STEP, "MB"];
  return `${size < 10 ? size.toFixed(1).replace(".", ",") : Math.round(size)} ${unit}`;
}

export class FileDrop extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("dragover", this.over);
    this.addEventListener("dragleave", this.leave);
    this.addEventListener("drop", this.drop);
    this.addEventListener("change", this.tell);
    this.tell();
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector("input[type=file]");
  }

  private over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.toggleAttribute("data-over", true);
  };

  private leave = (event: DragEvent): void => {
    if (event.relatedTarget instanceof Node && this.contains(event.relatedTarget)) return;
    this.removeAttribute("data-over");
  };

  private drop = (event: DragEvent): void => {
    const dropped = event.dataTransfer?.files;
    this.removeAttribute("data-over");
    if (!dropped?.length || !this.input) return;
    event.preventDefault();
    this.input.files = this.input.multiple ? dropped : firstOf(dropped);
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.input.focus();
  };

  private tell = (): void => {
    const words = this.querySelector("[data-chosen]");
    const files = [...(this.input?.files ?? [])];
    if (words) words.textContent = files.map((file) => `${file.name} (${sizeInWords(file.size)})`).join(", ");
  };
}

function firstOf(files: FileList): FileList {
  const one = new DataTransfer();
  const first = files[0];
  if (first) one.items.add(first);
  return one.files;
}
