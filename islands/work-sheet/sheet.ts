// Loaded on the pages of worksheets alone.

import { WorkSheet } from "./work-sheet";

customElements.define("work-sheet", WorkSheet);
