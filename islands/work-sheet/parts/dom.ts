// Elements made by name, as a page would write them.

type Attribute = string | number | boolean | null | undefined | ((event: Event) => void);
export type Child = Node | string | null | undefined | false;

/** `on…` are listeners; true is an attribute without a value; null and false are none. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, Attribute> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(name: string, attributes: Record<string, string | number> = {}, ...children: Node[]): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** From the same sheet of pictures as the page's own. */
export function icon(name: string): SVGElement {
  const sprite = document.querySelector("use[href*='sprite']")?.getAttribute("href")?.split("#")[0] ?? "";
  const use = svg("use", { href: `${sprite}#${name}` });
  return svg("svg", { class: "pd-icon", "aria-hidden": "true", focusable: "false" }, use);
}

/** Words that are heard and not seen. */
export function hidden(words: string): HTMLElement {
  return h("span", { class: "pd-hidden-words" }, words);
}

interface ButtonLook {
  icon?: string;
  isQuiet?: boolean; // the picture alone is seen
  variant?: "primary" | "secondary" | "tertiary";
  class?: string;
}

export function button(words: string, press: (event: Event) => void, look: ButtonLook = {}): HTMLButtonElement {
  const made = h(
    "button",
    {
      type: "button",
      class: `ds-button ${look.class ?? ""}`.trim(),
      "data-variant": look.variant ?? "tertiary",
      "data-size": "sm",
      title: look.isQuiet ? words : null,
      onclick: press,
    },
    look.icon ? icon(look.icon) : null,
    look.isQuiet ? hidden(words) : words,
  );
  return made;
}

/** Keeps the children of a list as they are, makes those that are new, and moves only what stands wrong. */
export class Keyed<Kept extends { element: HTMLElement; destroy?(): void }> {
  readonly all = new Map<string, Kept>();

  constructor(private readonly parent: HTMLElement) {}

  draw(ids: readonly string[], make: (id: string) => Kept, update: (kept: Kept, id: string, place: number) => void): void {
    const wanted = new Set(ids);
    for (const [id, kept] of this.all) {
      if (wanted.has(id)) continue;
      this.all.delete(id);
      kept.destroy?.();
      kept.element.remove();
    }
    const focused = document.activeElement;
    ids.forEach((id, place) => {
      let kept = this.all.get(id);
      if (!kept) this.all.set(id, (kept = make(id)));
      const there = this.parent.children[place];
      if (there !== kept.element) this.parent.insertBefore(kept.element, there ?? null);
      update(kept, id, place);
    });
    // What is moved loses its focus, and she is still writing in it.
    if (focused instanceof HTMLElement && focused !== document.activeElement && this.parent.contains(focused)) focused.focus();
  }

  destroy(): void {
    for (const kept of this.all.values()) kept.destroy?.();
    this.all.clear();
  }
}
