// The page «Du er uten nett», which is shown at the address that was asked for: when the line is back, the address is
// opened again.

const EVERY_MS = 5_000;
const LIVES = "/helse"; // answers without asking anybody anything

async function isBack(): Promise<boolean> {
  if (!navigator.onLine) return false;
  return fetch(LIVES, { method: "HEAD", cache: "no-store", credentials: "omit" }).then(
    (answer) => answer.ok,
    () => false,
  );
}

async function tryAgain(): Promise<boolean> {
  const back = await isBack();
  if (back) location.reload();
  return back;
}

const told = document.getElementById("away-status");
document.getElementById("away-again")?.addEventListener("click", () => {
  if (told) told.textContent = "";
  void tryAgain().then((back) => {
    if (!back && told) told.textContent = told.dataset["still"] ?? "";
  });
});
window.addEventListener("online", () => void tryAgain());
setInterval(() => void tryAgain(), EVERY_MS);

export {}; // its names are its own
