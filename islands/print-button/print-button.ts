// <print-button>: opens the browser's print window. On paper, what is folded away is opened first.

export class PrintButton extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", () => {
      const folded = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")];
      for (const part of folded) part.open = true;
      window.print();
      for (const part of folded) part.open = false;
    });
  }
}
