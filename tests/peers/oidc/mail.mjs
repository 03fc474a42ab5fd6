// An authorisation server for mailboxes: `oidc-provider`, with refresh tokens that rotate.
// node mail.mjs PORT. Beside its own endpoints, /test/… does what a person would do on its pages.
import Provider from "oidc-provider";

const [port] = process.argv.slice(2);
const client = { client_id: "madoguchi", client_secret: "a-secret-of-this-test" };
const scope = "openid offline_access";
const asked = [];
const accessTokens = [];
let away = false;
let seconds = 3600;

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      ...client,
      redirect_uris: ["http://127.0.0.1/back"],
      grant_types: ["authorization_code", "refresh_token"],
      token_endpoint_auth_method: "client_secret_post",
    },
    { client_id: "dovecot", client_secret: "also-secret", redirect_uris: ["http://127.0.0.1/back"] },
  ],
  findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  features: { devInteractions: { enabled: false }, introspection: { enabled: true } },
  interactions: { url: () => "/none" },
  rotateRefreshToken: true,
  ttl: { AccessToken: () => seconds, RefreshToken: 86400, Grant: 86400, IdToken: 3600 },
});
provider.on("access_token.saved", (token) => accessTokens.push(token));

const person = {
  // Signs in, and allows the client to read the mail.
  "/test/allow": async (query) => {
    const accountId = query.user;
    const grant = new provider.Grant({ accountId, clientId: client.client_id });
    grant.addOIDCScope(scope);
    const grantId = await grant.save();
    const found = await provider.Client.find(client.client_id);
    const token = new provider.RefreshToken({
      accountId, client: found, grantId, scope, gty: "authorization_code", authTime: 1, claims: {},
    });
    return { refresh_token: await token.save() };
  },
  // Ends every access token.
  "/test/end": async () => {
    for (const token of accessTokens.splice(0)) await token.destroy();
    return {};
  },
  // Takes the permission back.
  "/test/withdraw": async (query) => {
    const token = await provider.RefreshToken.find(query.token);
    if (token) await provider.RefreshToken.revokeByGrantId(token.grantId);
    return { found: Boolean(token) };
  },
  "/test/away": async (query) => { away = query.yes === "1"; return {}; },
  "/test/life": async (query) => { seconds = Number(query.seconds); return {}; },
  "/test/asked": async () => ({ asked }),
};

provider.use(async (ctx, next) => {
  if (person[ctx.path]) {
    ctx.body = await person[ctx.path](ctx.query);
    return;
  }
  if (ctx.path !== "/token") return next();
  if (away) {
    ctx.status = 503;
    ctx.body = { error: "temporarily_unavailable" };
  } else {
    await next();
  }
  asked.push(ctx.status);
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
