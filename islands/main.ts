// Every custom element we have. Pages work without them; each adds what HTML and htmx cannot do.

import { AutoSave } from "./auto-save/auto-save";
import { CopyButton } from "./copy-button/copy-button";
import { EditInPlace } from "./edit-in-place/edit-in-place";
import { followWhatIsRefused } from "./edit-in-place/refused";
import { FileDrop } from "./file-drop/file-drop";
import { clearWhenSignedIn, keepTokensFresh } from "./fresh-token/fresh-token";
import { MarkPoints } from "./mark-points/mark-points";
import { KeptDraft } from "./kept-draft/kept-draft";
import { PasskeyForm } from "./passkey/passkey-form";
import { FileUpload } from "./upload/file-upload";
import { PrintButton } from "./print-button/print-button";
import { ToastNote } from "./toast-note/toast-note";
import { forgetSheetsWhenSignedOut } from "./work-sheet/forget";

customElements.define("auto-save", AutoSave);
customElements.define("copy-button", CopyButton);
customElements.define("edit-in-place", EditInPlace);
customElements.define("file-drop", FileDrop);
customElements.define("file-upload", FileUpload);
customElements.define("mark-points", MarkPoints);
customElements.define("kept-draft", KeptDraft);
customElements.define("passkey-form", PasskeyForm);
customElements.define("print-button", PrintButton);
customElements.define("toast-note", ToastNote);

keepTokensFresh();
clearWhenSignedIn();
followWhatIsRefused();
forgetSheetsWhenSignedOut();
