// The database sheets are kept in on the device. Without Yjs: every page empties it when somebody else signs in.

export const UPDATES = "updates";
export const MARKS = "marks";
const DATABASE = "plandugnad-sheets";

export interface Row {
  key: string; // the page's word for the person, and the document
  update: Uint8Array;
}

export interface Mark {
  key: string;
  vector: Uint8Array; // what the server had when all was saved
}

/** What others have left on this machine, or all of it when she signs out. */
export async function wipeAll(keep = ""): Promise<void> {
  try {
    const names = (await indexedDB.databases?.())?.map((one) => one.name);
    if (names && !names.includes(DATABASE)) return;
    const database = await opened();
    await emptied(database, (key) => !keep || !key.startsWith(`${keep}:`));
    database.close();
  } catch {
    // What cannot be opened holds nothing.
  }
}

export async function emptied(database: IDBDatabase, isIt: (key: string) => boolean): Promise<void> {
  const change = database.transaction([UPDATES, MARKS], "readwrite");
  const updates = change.objectStore(UPDATES).index("key").openCursor();
  updates.onsuccess = () => stepOver(updates, (value) => isIt((value as Row).key));
  const marks = change.objectStore(MARKS).openCursor();
  marks.onsuccess = () => stepOver(marks, (value) => isIt((value as Mark).key));
  await new Promise<void>((done, failed) => {
    change.oncomplete = () => done();
    change.onabort = () => failed(change.error);
  });
}

function stepOver(request: IDBRequest<IDBCursorWithValue | null>, isIt: (value: unknown) => boolean): void {
  const cursor = request.result;
  if (!cursor) return;
  if (isIt(cursor.value)) cursor.delete();
  cursor.continue();
}

export function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(UPDATES, { autoIncrement: true }).createIndex("key", "key");
    request.result.createObjectStore(MARKS, { keyPath: "key" });
  };
  return answer(request);
}

export function answer<T>(request: IDBRequest): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result as T);
    request.onerror = () => failed(request.error);
  });
}
