// Stands between the browser and the pages of worksheets for one thing: a page that cannot be fetched for lack of a line
// is answered with «Du er uten nett» and not with the browser's own error. It keeps that page and its parts, and nothing
// else ever: `docs/decisions/0027-live-sheets.md`. `worksheets.views.away` gives it its version and what to keep.

interface Waiting extends Event {
  waitUntil(done: Promise<unknown>): void;
}

interface Asked extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Worker {
  readonly AWAY: { version: string; keeps: string[] }; // the page first
  skipWaiting(): Promise<void>;
}

const OURS = "plandugnad-away-";
const { AWAY, skipWaiting } = self as unknown as Worker;
const NAME = OURS + AWAY.version;
const [PAGE = "", ...PARTS] = AWAY.keeps.map((one) => new URL(one, location.href).href);

self.addEventListener("install", (event) => {
  const begin = async (): Promise<void> => {
    const kept = await caches.open(NAME);
    // Without her cookies: what is kept is the same for everybody.
    await kept.addAll([PAGE, ...PARTS].map((one) => new Request(one, { credentials: "omit", cache: "reload" })));
    await skipWaiting.call(self);
  };
  (event as Waiting).waitUntil(begin());
});

self.addEventListener("activate", (event) => {
  const tidy = async (): Promise<void> => {
    const old = (await caches.keys()).filter((one) => one.startsWith(OURS) && one !== NAME);
    await Promise.all(old.map((one) => caches.delete(one)));
  };
  (event as Waiting).waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const asked = event as Asked;
  const { request } = asked;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") asked.respondWith(fetch(request).catch((why: unknown) => ours(PAGE, why)));
  else if (PARTS.includes(request.url)) asked.respondWith(ours(request.url, null).catch(() => fetch(request)));
});

async function ours(address: string, why: unknown): Promise<Response> {
  const kept = await (await caches.open(NAME)).match(address, { ignoreVary: true });
  if (!kept) throw why;
  return kept;
}

export {}; // its names are its own
