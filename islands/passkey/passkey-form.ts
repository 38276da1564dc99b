// <passkey-form data-kind="create|get" data-options="…" | data-from="/…">: has the browser make or use a passkey, and
// sends what it answers in the form's field `credential`. The form is hidden where the browser knows no passkeys.

type Told = Record<string, unknown>;

function bytes(text: string): ArrayBuffer {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function text(buffer: ArrayBuffer | null): string | null {
  if (!buffer) return null;
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** What is bytes to the browser travels as text. */
function read(options: Told): Told {
  const key = options["publicKey"] as Told;
  const named = (list: unknown): Told[] =>
    ((list as Told[] | undefined) ?? []).map((one) => ({ ...one, id: bytes(one["id"] as string) }));
  const user = key["user"] as Told | undefined;
  return {
    ...key,
    challenge: bytes(key["challenge"] as string),
    ...(user ? { user: { ...user, id: bytes(user["id"] as string) } } : {}),
    excludeCredentials: named(key["excludeCredentials"]),
    allowCredentials: named(key["allowCredentials"]),
  };
}

function write(credential: PublicKeyCredential): Told {
  const made = credential.response as AuthenticatorAttestationResponse;
  const used = credential.response as AuthenticatorAssertionResponse;
  const response = made.attestationObject
    ? { attestationObject: text(made.attestationObject), transports: made.getTransports?.() ?? [] }
    : {
        authenticatorData: text(used.authenticatorData),
        signature: text(used.signature),
        userHandle: text(used.userHandle),
      };
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

export class PasskeyForm extends HTMLElement {
  private isAsking = false;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form || !window.PublicKeyCredential) return;
    form.hidden = false;
    this.querySelector("[data-missing]")?.remove();
    form.addEventListener("submit", (event) => {
      const field = form.querySelector<HTMLInputElement>("[name=credential]");
      if (!field || field.value) return;
      event.preventDefault();
      void this.ask(form, field);
    });
  }

  private async ask(form: HTMLFormElement, field: HTMLInputElement): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    this.say("");
    try {
      field.value = JSON.stringify(write(await this.answer()));
      form.requestSubmit();
    } catch (wrong) {
      const isKnown = wrong instanceof DOMException && wrong.name === "InvalidStateError";
      this.say((isKnown ? this.dataset["known"] : this.dataset["stopped"]) ?? "");
    } finally {
      this.isAsking = false;
    }
  }

  private async answer(): Promise<PublicKeyCredential> {
    const publicKey = read(await this.options());
    const credential =
      this.dataset["kind"] === "create"
        ? await navigator.credentials.create({ publicKey: publicKey as unknown as PublicKeyCredentialCreationOptions })
        : await navigator.credentials.get({ publicKey: publicKey as unknown as PublicKeyCredentialRequestOptions });
    if (!credential) throw new Error("nothing was chosen");
    return credential as PublicKeyCredential;
  }

  private async options(): Promise<Told> {
    const from = this.dataset["from"];
    if (!from) return JSON.parse(this.dataset["options"] ?? "") as Told;
    const answer = await fetch(from, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return ((await answer.json()) as { request_options: Told }).request_options;
  }

  private say(words: string): void {
    const place = this.querySelector<HTMLElement>("[data-said]");
    if (!place) return;
    place.textContent = words;
    place.hidden = !words;
  }
}
