// What was written while away in a document that has since been closed: it is told to the server, which takes it in or
// sets its words aside for her.

import * as Y from "yjs";
import type { Config } from "../model/config";
import type { Device, Kept } from "./device";
import { post } from "./polling";

export async function sendWhatIsLeft(device: Device, config: Config, setAside: () => void): Promise<void> {
  for (const { document, kept } of await device.others().catch(() => [])) {
    const rest = unsent(kept);
    const address = config.updates.replace(config.document, document);
    if (!rest) continue;
    try {
      const got = await post(address, rest);
      if (got === "signed_out") return;
      if (got !== "gone" && got.set_aside) setAside();
      if (got === "gone" || got.code) await device.wipe(document);
      else device.settle(Y.encodeStateVectorFromUpdate(Y.mergeUpdates(kept.updates)), document);
    } catch {
      return; // no line now: another time
    }
  }
}

function unsent({ updates, vector }: Kept): Uint8Array | null {
  const all = Y.mergeUpdates(updates);
  const rest = vector ? Y.diffUpdate(all, vector) : all;
  return Y.decodeUpdate(rest).structs.length ? rest : null;
}
