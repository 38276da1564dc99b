// A provider as ID-porten and Entra are ones, on this machine: node provider.mjs port client secret address-of-product
// Whoever signs in writes what she is known by (`sub`), and which level. It knows a national identity number and an
// e-mail address of everybody, as real ones do; nothing of that may be found at ours afterwards.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, client, secret, product, ...ways] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: client,
      client_secret: secret,
      redirect_uris: ways.map((way) => `${product}/inn/fra/${way}/`),
      post_logout_redirect_uris: [`${product}/`],
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  acrValues: ["idporten-loa-substantial", "idporten-loa-high"],
  claims: { openid: ["sub", "pid", "email", "email_verified"], acr: null, amr: null, auth_time: null, iss: null, sid: null },
  conformIdTokenClaims: false,
  cookies: { keys: ["only for trying things on this machine"] },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  pkce: { required: () => true },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, pid: "21838300000", email: "ingrid@eksempel.no", email_verified: true }),
  }),
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
  interactions: { url: (_context, interaction) => `/hvem/${interaction.uid}` },
});

const form = `<!doctype html><html lang="nb"><title>Prøveporten</title><h1>Prøveporten</h1><form method="post">
<label>Hvem er du <input name="who"></label> <label>Nivå <input name="acr" value="idporten-loa-high"></label>
<button>Fortsett</button> <button name="stop" value="1">Avbryt</button></form></html>`;

async function body(request) {
  let text = "";
  for await (const part of request) text += part;
  return new URLSearchParams(text);
}

const handle = provider.callback();
createServer(async (request, response) => {
  if (!request.url.startsWith("/hvem/")) return handle(request, response);
  if (request.method === "GET") return response.setHeader("Content-Type", "text/html; charset=utf-8").end(form);
  const said = await body(request);
  const result = said.get("stop")
    ? { error: "access_denied", error_description: "stopped by the person" }
    : { login: { accountId: said.get("who"), acr: said.get("acr"), amr: ["pwd"] } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}).listen(Number(port), "localhost", () => console.log(`ready at ${issuer}`));
