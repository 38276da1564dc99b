// The binary frames of the live room, and base64 for those that are text.

export interface Group {
  seq: number;
  ack: number;
  updates: Uint8Array[];
}

export function group(frame: ArrayBuffer): Group {
  const view = new DataView(frame);
  const updates: Uint8Array[] = [];
  for (let at = 12; at + 4 <= frame.byteLength; ) {
    const length = view.getUint32(at);
    updates.push(new Uint8Array(frame.slice(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return { seq: Number(view.getBigUint64(0)), ack: view.getUint32(8), updates };
}

export function numbered(n: number, update: Uint8Array): ArrayBuffer {
  const frame = new ArrayBuffer(4 + update.length);
  new DataView(frame).setUint32(0, n);
  new Uint8Array(frame, 4).set(update);
  return frame;
}

export function toBase64(bytes: Uint8Array): string {
  let signs = "";
  for (let at = 0; at < bytes.length; at += 8192) signs += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(signs);
}

export function fromBase64(written: string): Uint8Array {
  return Uint8Array.from(atob(written), (sign) => sign.charCodeAt(0));
}
