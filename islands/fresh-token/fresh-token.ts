// A page that has been open while somebody signed out and in again, in another tab, holds a token that no longer
// counts. What is sent carries the cookie's own, so that what was typed in the page can still be saved.

interface Sending {
  headers: Record<string, string>;
  formData: FormData;
}

const FIELD = "csrfmiddlewaretoken";

function token(): string {
  return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? "";
}

export function keepTokensFresh(): void {
  document.addEventListener("htmx:configRequest", (event) => {
    const sending = (event as CustomEvent<Sending>).detail;
    const fresh = token();
    if (!fresh) return;
    sending.headers["X-CSRFToken"] = fresh;
    if (sending.formData.has(FIELD)) sending.formData.set(FIELD, fresh);
  });
  document.addEventListener("submit", (event) => {
    const field = (event.target as HTMLFormElement).querySelector<HTMLInputElement>(`input[name=${FIELD}]`);
    if (field) field.value = token() || field.value;
  });
}

/** The note that one is signed out goes when something has been taken in again. */
export function clearWhenSignedIn(): void {
  document.addEventListener("htmx:afterRequest", (event) => {
    if ((event as CustomEvent<{ successful?: boolean }>).detail.successful)
      document.getElementById("signed-out")?.replaceChildren();
  });
}
