// <edit-in-place>: a form put in where a text stood. Escape puts the text back; leaving with something typed asks first.

class EditInPlace extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this.pressed);
    this.addEventListener("input", this.changed);
    this.addEventListener("submit", this.sent);
    this.addEventListener("htmx:afterRequest", this.answered);
    window.addEventListener("beforeunload", this.leaving);
  }

  disconnectedCallback() {
    window.removeEventListener("beforeunload", this.leaving);
  }

  pressed = (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    this.isChanged = false;
    this.querySelector("[data-cancel]")?.click();
  };

  changed = () => {
    this.isChanged = true;
  };

  sent = () => {
    this.isChanged = false;
  };

  // A line that fell out or a server that failed: the text is still here and still not saved.
  answered = (event) => {
    if (event.detail.failed) this.isChanged = true;
  };

  leaving = (event) => {
    if (this.isChanged) event.preventDefault();
  };
}

customElements.define("edit-in-place", EditInPlace);
