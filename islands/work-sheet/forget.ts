// What is kept on the device is for one person. It goes when she signs out, and when somebody else has signed in.

import { wipeAll } from "./line/database";

const SIGN_OUT = 'form[action*="logg-ut"]';
export const SIGNED_OUT = "plandugnad-signed-out";

export function forgetSheetsWhenSignedOut(): void {
  const person = document.body.dataset["madeFor"];
  if (person) void wipeAll(person);
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches(SIGN_OUT)) return;
    new BroadcastChannel(SIGNED_OUT).postMessage(""); // sheets that are open in other windows are emptied too
    void wipeAll();
  });
}
