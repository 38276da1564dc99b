// What is kept on the device is for one person. It goes when she signs out, and when somebody else has signed in.

import { wipeAll } from "./line/database";

export const SIGN_OUT = "form[data-signs-out]";
export const SIGNED_OUT = "plandugnad-signed-out";
const IS_TO_GO = "plandugnad-sheets-are-to-go";

export function forgetSheetsWhenSignedOut(): void {
  const person = document.body.dataset["madeFor"];
  // The page may have been left before all of it was gone.
  if (sessionStorage.getItem(IS_TO_GO)) void wipeAll().then(() => sessionStorage.removeItem(IS_TO_GO));
  else if (person) void wipeAll(person);
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches(SIGN_OUT)) return;
    sessionStorage.setItem(IS_TO_GO, "yes");
    new BroadcastChannel(SIGNED_OUT).postMessage(""); // sheets that are open in other windows are emptied too
    void wipeAll();
  });
}
