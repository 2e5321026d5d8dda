// The two independent parties. Commands come as JSON to /_control/<name>, on the loopback address.
import { createServer, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(process.argv[2]);
const load = async (name) => import(pathToFileURL(require.resolve(name)).href);
const { default: Provider } = await load('oidc-provider');
const rp = await load('openid-client');
const jose = await import(
  pathToFileURL(createRequire(require.resolve('oidc-provider')).resolve('jose')).href
);

// Names under .localhost mean this machine (RFC 6761), whatever its resolver says.
async function localFetch(url, options = {}) {
  const asked = new Request(url, { ...options, duplex: 'half' });
  const target = new URL(asked.url);
  const body = asked.body ? Buffer.from(await asked.arrayBuffer()) : undefined;
  const headers = { ...Object.fromEntries(asked.headers), host: target.host };
  if (body) headers['content-length'] = String(body.length);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port: target.port || 80,
        path: `${target.pathname}${target.search}`,
        method: asked.method,
        headers,
      },
      (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => {
          const empty = [204, 304].includes(answer.statusCode);
          resolve(
            new Response(empty ? null : Buffer.concat(parts), {
              status: answer.statusCode,
              headers: Object.fromEntries(
                Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
              ),
            }),
          );
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

const { privateKey, publicKey } = await jose.generateKeyPair('RS256', { extractable: true });
const rotated = await jose.generateKeyPair('RS256', { extractable: true });
const stranger = await jose.generateKeyPair('RS256', { extractable: true });
const jwk = async (key, kid) => ({ ...(await jose.exportJWK(key)), kid, use: 'sig', alg: 'RS256' });

const people = new Map();
let next = { account: 'an', amr: ['pwd'], acr: undefined };
let tamper = null;
let rotate = false;
let provider = null;
let tokenCalls = 0;

const findAccount = (_context, id) => ({
  accountId: id,
  claims: () => ({ sub: id, ...people.get(id) }),
});

async function startProvider({ issuer, clients }) {
  provider = new Provider(issuer, {
    clients,
    findAccount,
    fetch: localFetch,
    jwks: { keys: [await jwk(privateKey, 'first')] },
    claims: {
      openid: ['sub', 'HoVaTen', 'SoDinhDanh', 'NgaySinh', 'GioiTinh', 'LoaiTaiKhoan', 'TechID'],
      profile: ['name', 'preferred_username', 'groups', 'department'],
      email: ['email'],
      acr: null,
      amr: null,
      sid: null,
    },
    conformIdTokenClaims: false,
    acrValues: ['LoA1', 'LoA2'],
    features: {
      backchannelLogout: { enabled: true },
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
    },
    pkce: { required: () => true },
    cookies: { keys: ['only-for-tests'] },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client.clientId,
        accountId: context.oidc.session.accountId,
      });
      grant.addOIDCScope('openid profile email');
      await grant.save();
      return grant;
    },
    renderError: (context, out) => {
      context.type = 'json';
      context.body = out;
    },
  });
  return {};
}

async function interact(incoming, outgoing) {
  const { account, amr, acr } = next;
  await provider.interactionFinished(incoming, outgoing, { login: { accountId: account, amr, acr } });
}

// A token that differs from the genuine one in the one thing that is tried.
async function forge(token, how) {
  const claims = { ...jose.decodeJwt(token), ...how.claims };
  for (const name of how.without ?? []) delete claims[name];
  if (how.alg === 'none') return new jose.UnsecuredJWT(claims).encode();
  if (how.alg === 'HS256') {
    // The public key taken for a shared secret.
    const secret = new TextEncoder().encode(await jose.exportSPKI(publicKey));
    return new jose.SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'first' }).sign(secret);
  }
  const pairs = { stranger: [stranger.privateKey, 'first'], rotated: [rotated.privateKey, 'second'] };
  const [key, kid] = pairs[how.key] ?? [privateKey, 'first'];
  return new jose.SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid, ...how.header })
    .sign(key);
}

async function serveToken(incoming, outgoing) {
  const parts = [];
  const end = outgoing.end.bind(outgoing);
  tokenCalls += 1;
  outgoing.write = (part) => parts.push(Buffer.from(part)) > 0;
  outgoing.end = (part) => {
    if (part) parts.push(Buffer.from(part));
    const body = Buffer.concat(parts).toString();
    (async () => {
      let sent = body;
      if (tamper && outgoing.statusCode === 200) {
        const tokens = JSON.parse(body);
        if (tokens.id_token) tokens.id_token = await forge(tokens.id_token, tamper);
        sent = JSON.stringify(tokens);
      }
      outgoing.setHeader('content-length', String(Buffer.byteLength(sent)));
      end(sent);
    })();
    return outgoing;
  };
  await provider.callback()(incoming, outgoing);
}

async function serveKeys(outgoing) {
  const keys = [rotate ? await jwk(rotated.publicKey, 'second') : await jwk(publicKey, 'first')];
  outgoing.setHeader('content-type', 'application/json');
  outgoing.end(JSON.stringify({ keys }));
}

// The party below: a client of our own provider. It keeps what it is told of sign-outs.
const relying = { config: null, pending: new Map(), told: [] };

const commands = {
  async provider(asked) {
    return startProvider(asked);
  },
  async person({ id, claims }) {
    people.set(id, claims);
    return {};
  },
  async next(asked) {
    next = { amr: ['pwd'], ...asked };
    return {};
  },
  async tamper(asked) {
    tamper = Object.keys(asked).length ? asked : null;
    return {};
  },
  async rotate({ on }) {
    rotate = on;
    return {};
  },
  async calls() {
    return { token: tokenCalls };
  },
  // A logout token of the provider's key, made to measure.
  async logoutToken({ claims, how = {} }) {
    const base = await new jose.SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'first', typ: 'logout+jwt' })
      .sign(privateKey);
    const header = { typ: 'logout+jwt', ...how.header };
    return { token: await forge(base, { ...how, header }) };
  },
  async discover({ issuer, id, secret }) {
    relying.config = await rp.discovery(
      new URL(issuer),
      id,
      { client_secret: secret },
      rp.ClientSecretBasic(secret),
      { execute: [rp.allowInsecureRequests], [rp.customFetch]: localFetch },
    );
    relying.config[rp.customFetch] = localFetch;
    return relying.config.serverMetadata();
  },
  async begin({ redirect, scope, changes = {} }) {
    const verifier = rp.randomPKCECodeVerifier();
    const state = rp.randomState();
    const nonce = rp.randomNonce();
    const asked = {
      redirect_uri: redirect,
      scope,
      code_challenge: await rp.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...changes,
    };
    for (const name of Object.keys(asked)) if (asked[name] === null) delete asked[name];
    const url = rp.buildAuthorizationUrl(relying.config, asked);
    relying.pending.set(state, { verifier, nonce });
    return { url: url.href, state };
  },
  async finish({ url, state, verifier, nonce }) {
    const kept = relying.pending.get(state) ?? {};
    const tokens = await rp.authorizationCodeGrant(relying.config, new URL(url), {
      pkceCodeVerifier: verifier ?? kept.verifier,
      expectedNonce: nonce ?? kept.nonce,
      expectedState: state,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    const about = await rp.fetchUserInfo(relying.config, tokens.access_token, claims.sub);
    // The signature too, with the published keys: openid-client leaves it to TLS.
    const metadata = relying.config.serverMetadata();
    const keys = await (await localFetch(metadata.jwks_uri)).json();
    const { protectedHeader } = await jose.jwtVerify(tokens.id_token, jose.createLocalJWKSet(keys), {
      issuer: metadata.issuer,
    });
    return { claims, about, header: protectedHeader };
  },
  async told() {
    return relying.told;
  },
  // OpenID Connect Back-Channel Logout 1.0, 2.6.
  async readLogout({ token, audience }) {
    const metadata = relying.config.serverMetadata();
    const keys = await (await localFetch(metadata.jwks_uri)).json();
    const { payload, protectedHeader } = await jose.jwtVerify(
      token,
      jose.createLocalJWKSet(keys),
      {
        issuer: metadata.issuer,
        audience,
        typ: 'logout+jwt',
        algorithms: ['RS256'],
        requiredClaims: ['iat', 'jti', 'events', 'exp'],
        maxTokenAge: '2 minutes',
      },
    );
    const event = payload.events['http://schemas.openid.net/event/backchannel-logout'];
    if (typeof event !== 'object') throw new Error('events');
    if ('nonce' in payload) throw new Error('nonce');
    if (!payload.sub && !payload.sid) throw new Error('neither sub nor sid');
    return { payload, header: protectedHeader };
  },
};

async function hear(incoming, outgoing) {
  const parts = [];
  for await (const part of incoming) parts.push(part);
  relying.told.push(new URLSearchParams(Buffer.concat(parts).toString()).get('logout_token'));
  outgoing.end();
}

async function command(name, incoming, outgoing) {
  const parts = [];
  for await (const part of incoming) parts.push(part);
  const asked = JSON.parse(Buffer.concat(parts).toString() || '{}');
  outgoing.setHeader('content-type', 'application/json');
  try {
    outgoing.end(JSON.stringify({ answer: await commands[name](asked) }));
  } catch (error) {
    outgoing.end(JSON.stringify({ error: { code: error.code ?? error.name, message: error.message } }));
  }
}

const server = createServer((incoming, outgoing) => {
  const { pathname } = new URL(incoming.url, 'http://x');
  const serve = async () => {
    if (pathname.startsWith('/_control/')) return command(pathname.slice(10), incoming, outgoing);
    if (pathname === '/_told') return hear(incoming, outgoing);
    if (pathname.startsWith('/interaction/')) return interact(incoming, outgoing);
    if (pathname === '/token') return serveToken(incoming, outgoing);
    if (pathname === '/jwks') return serveKeys(outgoing);
    return provider.callback()(incoming, outgoing);
  };
  serve().catch((error) => {
    outgoing.statusCode = 500;
    outgoing.end(String(error.stack));
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
// Whoever started us has gone: so do we.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
