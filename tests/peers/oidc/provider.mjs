// A certified OpenID provider for one test: whoever signs in as an address is that address.
// node provider.mjs PORT REDIRECT_URI
import Provider from "oidc-provider";

const [port, redirect] = process.argv.slice(2);

const account = (_, id) => ({
  accountId: id,
  claims: async () => ({
    sub: id,
    email: id,
    email_verified: !id.startsWith("unverified"),
    name: id.split("@")[0].replace(/^./, (letter) => letter.toUpperCase()),
  }),
});

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "madoguchi", client_secret: "a-secret-of-this-test", redirect_uris: [redirect] }],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  findAccount: account,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
