// Control signs come along when one pastes from other programs. They cannot be stored, and the server refuses them.

const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

export function storable(text: string): string {
  return text.replace(UNSTORABLE, "");
}
