// The line that follows along: whether what is written is saved, the way back, the time left, and who is here.

import type { State } from "../line/line";
import type { Person, SheetState } from "../model/config";
import { button, h, hidden, icon } from "./dom";

const LATE_MS = 700; // «Lagrer …» is shown only where it takes time

export type Said = State | "stuck"; // something is refused, and is nowhere but in this window

interface Calls {
  word(key: string, values?: Record<string, string | number>): string;
  hear(words: string): void;
  undo(): void;
  redo(): void;
  title(block: string): string;
  isListening: boolean; // nothing is written here
}

export class Bar {
  readonly element: HTMLElement;
  private readonly state = h("p", { class: "ws-state" });
  private readonly heard = h("p", { class: "pd-hidden-words", role: "status" });
  private readonly timer = h("p", { class: "ws-timer", role: "timer", hidden: true });
  private readonly people = h("details", { class: "ws-people" });
  private readonly undo: HTMLButtonElement;
  private readonly redo: HTMLButtonElement;
  private late = 0;
  private said: string = "";
  private ends = 0;
  private ticking = 0;

  constructor(private readonly calls: Calls) {
    this.undo = button(calls.word("undo"), () => calls.undo(), { icon: "undo" });
    this.redo = button(calls.word("redo"), () => calls.redo(), { icon: "redo" });
    this.undo.disabled = this.redo.disabled = true;
    const way = h("div", { class: "ws-bar__undo" }, this.undo, this.redo);
    this.element = h("div", { class: "ws-bar", role: "group", "aria-label": calls.word("bar") }, this.state, this.timer, way, this.people, this.heard);
    this.element.classList.toggle("ws-bar--listening", calls.isListening);
    this.showPeople([], "");
  }

  showUndo(canUndo: boolean, canRedo: boolean): void {
    const focused = document.activeElement;
    this.undo.disabled = !canUndo;
    this.redo.disabled = !canRedo;
    if (focused === this.undo && !canUndo) this.redo.focus();
    if (focused === this.redo && !canRedo) this.undo.focus();
  }

  showState(state: Said, keeps: boolean): void {
    clearTimeout(this.late);
    if (state === "saving") this.late = window.setTimeout(() => this.putState(state, keeps), LATE_MS);
    else this.putState(state, keeps);
  }

  private putState(state: Said, keeps: boolean): void {
    const isAway = state === "offline" || state === "reconnecting";
    const words = this.calls.word(isAway ? `state_${state}_${keeps ? "kept" : "not_kept"}` : `state_${state}`);
    if (this.state.dataset["words"] === words) return;
    this.state.dataset["words"] = words;
    this.state.dataset["state"] = state;
    const pictures: Record<Said, string> = { starting: "clock", stuck: "warning", saved: "check", saving: "clock", offline: "warning", reconnecting: "warning" };
    this.state.replaceChildren(icon(pictures[state]), h("span", {}, words));
    // Each press of a key is saved: only a line that goes or comes is worth hearing.
    const calm = state === "saved" || state === "saving" ? "calm" : state;
    if (this.said && calm !== this.said && state !== "starting") this.heard.textContent = words;
    if (calm !== "starting") this.said = calm;
  }

  showPeople(people: readonly Person[], you: string): void {
    const others = people.filter((one) => one.id !== you);
    const wanted = JSON.stringify(others);
    if (this.people.dataset["wanted"] === wanted) return;
    this.people.dataset["wanted"] = wanted;
    const names = [...new Map(others.map((one) => [one.name, one])).values()];
    const faces = names.slice(0, 5).map((one) => h("span", { class: "ws-face", "aria-hidden": "true" }, initials(one.name)));
    const count = this.calls.word(names.length ? "here_now" : "here_alone", { n: names.length });
    const where = (one: Person): string => (one.block ? this.calls.word("is_in", { block: this.calls.title(one.block) }) : "");
    const list = names.map((one) =>
      h("li", {}, h("span", { class: "ws-face", "aria-hidden": "true" }, initials(one.name)), h("span", {}, one.name, h("span", { class: "ws-people__where" }, [one.organisation, where(one)].filter(Boolean).join(" · ")))),
    );
    this.people.replaceChildren(h("summary", {}, h("span", { class: "ws-faces" }, ...faces), h("span", {}, count)), h("ul", {}, ...list));
    this.people.classList.toggle("ws-people--none", !names.length);
  }

  showTimer(sheet: SheetState): void {
    clearInterval(this.ticking);
    const left = sheet.timer_ms_left;
    this.timer.hidden = !sheet.timer_seconds || left === null;
    if (this.timer.hidden || left === null) return;
    this.ends = performance.now() + left;
    let before = -1;
    const tick = (): void => {
      const seconds = Math.max(0, Math.ceil((this.ends - performance.now()) / 1000));
      if (seconds === before) return;
      const isFirst = before < 0;
      before = seconds;
      const clock = `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, "0")}`;
      this.timer.replaceChildren(icon("clock"), hidden(this.calls.word("time_left")), h("span", {}, seconds ? clock : this.calls.word("time_over")));
      this.timer.classList.toggle("ws-timer--over", seconds <= 10);
      if (isFirst) return;
      if (seconds === 0) this.calls.hear(this.calls.word("time_over"));
      else if (seconds <= 10) this.calls.hear(String(seconds));
      else if (seconds % 60 === 0) this.calls.hear(this.calls.word("minutes_left", { n: seconds / 60 }));
      if (seconds === 0) clearInterval(this.ticking);
    };
    tick();
    this.ticking = window.setInterval(tick, 250);
  }

  stop(): void {
    clearInterval(this.ticking);
    clearTimeout(this.late);
  }
}

export function initials(name: string): string {
  const parts = name.split(/[\s-]+/).filter(Boolean);
  return ((parts[0]?.[0] ?? "") + (parts.length > 1 ? (parts[parts.length - 1]?.[0] ?? "") : "")).toUpperCase();
}
