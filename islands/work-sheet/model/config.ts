// What the page hands the sheet: who writes, where it is sent, and which blocks there are. All texts in her language.

export interface Choice {
  id: string;
  title: string;
  help?: string;
  counts?: number; // what it is reckoned as, such as how many times a year
}

export interface Column {
  id: string;
  kind: "text" | "choice" | "choices" | "party" | "date" | "number";
  title: string;
  help?: string;
  choices?: Choice[];
  naming?: boolean; // holds rules for file names
}

export interface Axis {
  title: string;
  low: string;
  high: string;
}

export interface BlockConfig {
  id: string;
  kind: "text" | "cards" | "table" | "matrix" | "flow" | "checklist" | "scale" | "adoption";
  title: string;
  prompt?: string;
  votes?: number;
  anonymous?: boolean; // cards are nobody's
  waits?: boolean; // and written while each is alone, to be shown later
  columns?: Column[];
  hours?: { minutes: string; times: string; people: string };
  x?: Axis | null;
  y?: Axis | null;
  rings?: Choice[];
  places?: string;
  stages?: Choice[];
  fields?: Column[];
  most_items: number;
  most_text: number;
}

/** Rows that belong to who wrote them: signed in one column, and answered in others by whoever was asked. */
export interface Belonging {
  signed: string;
  own: string;
  names: string[];
  answers: string[];
  may_answer: boolean;
}

export interface SheetState {
  phase: string;
  may_write: string[];
  rows: Record<string, Belonging>; // by block, where there are such
  locked: string[];
  presented: string;
  timer_ms_left: number | null;
  timer_seconds: number;
  closed: boolean; // takes nothing in any more
}

export interface Config {
  document: string;
  live: string;
  updates: string;
  rows: string;
  naming: string; // what a rule for file names makes of a name; empty where there is no archive
  cards: string;
  person: { id: string; name: string };
  keeps_on_device: boolean;
  worker: string; // what answers for the page where there is no line
  alone_first: boolean; // each organisation has a document of its own in the individual phase
  is_alone: boolean; // it was so as the page was made
  sheet: SheetState;
  blocks: BlockConfig[];
  parties: { value: string; name: string }[];
  words: Record<string, string>;
}

export interface Person {
  id: string;
  name: string;
  organisation?: string;
  block: string;
  item: string;
  field: string;
}
