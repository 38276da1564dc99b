// While letters are put together by a dead key or an input method, what others write waits: a text that is drawn again
// around them ends it halfway, and leaves the half of it in the sheet.

const AFTER_MS = 80; // the editor reads what came of it a little later
const LONGEST_MS = 15_000; // an end that is never told, as where the field is taken away, must not hold others back

export class Composing {
  private timer = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly began: () => void,
    private readonly ended: () => void,
  ) {
    for (const name of ["compositionstart", "compositionupdate"]) host.addEventListener(name, this.going);
    for (const name of ["compositionend", "focusout"]) host.addEventListener(name, this.over);
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const name of ["compositionstart", "compositionupdate"]) this.host.removeEventListener(name, this.going);
    for (const name of ["compositionend", "focusout"]) this.host.removeEventListener(name, this.over);
  }

  private going = (): void => {
    this.began();
    this.endIn(LONGEST_MS);
  };

  private over = (): void => {
    if (this.timer) this.endIn(AFTER_MS);
  };

  private endIn(pause: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.ended();
    }, pause);
  }
}
