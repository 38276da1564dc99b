// What htmx asks for may be gone, or no longer hers, since the page was opened. A link then leads where it would have
// led without htmx: to a page that says so, where a click that does nothing says nothing.

interface Refused {
  elt: Element;
  requestConfig: { verb: string };
  xhr: XMLHttpRequest;
}

const SIGNED_OUT = 401; // has words of its own, where the page stands


export function followWhatIsRefused(): void {
  document.addEventListener("htmx:responseError", (event) => {
    const { elt, requestConfig, xhr } = (event as CustomEvent<Refused>).detail;
    if (xhr.status === SIGNED_OUT || requestConfig.verb !== "get") return;
    if (elt instanceof HTMLAnchorElement) location.assign(elt.href);
  });
}
