// A page that has been open while somebody signed out and in again, in another tab, holds a token that no longer
// counts. What is sent carries the cookie's own, so that what was typed in the page can still be saved; and it says whom
// the page was made for, so that it is not saved as somebody else's (`plandugnad.web.again`).

interface Sending {
  headers: Record<string, string>;
  formData: FormData;
}

const FIELD = "csrfmiddlewaretoken";
const SECONDS = 20; // a word for the form being sent now, and for none later

function token(): string {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

function madeFor(element: HTMLElement): string {
  return element.dataset["madeFor"] ?? document.body.dataset["madeFor"] ?? "";
}

export function keepTokensFresh(): void {
  document.addEventListener("htmx:configRequest", (event) => {
    const sending = (event as CustomEvent<Sending>).detail;
    sending.headers["X-Made-For"] = madeFor(document.body);
    const fresh = token();
    if (!fresh) return;
    sending.headers["X-CSRFToken"] = fresh;
    if (sending.formData.has(FIELD)) sending.formData.set(FIELD, fresh);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const field = form.querySelector<HTMLInputElement>(`input[name=${FIELD}]`);
    if (!field) return;
    field.value = token() || field.value;
    document.cookie = `made-for=${madeFor(form)}; path=/; max-age=${String(SECONDS)}; samesite=strict`;
  });
}

/** The note that one is signed out goes when something has been taken in again. */
export function clearWhenSignedIn(): void {
  document.addEventListener("htmx:afterRequest", (event) => {
    if ((event as CustomEvent<{ successful?: boolean }>).detail.successful)
      document.getElementById("signed-out")?.replaceChildren();
  });
}
