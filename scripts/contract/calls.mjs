// Calls each group of the API through Prism, which writes what breaks the contract, in the request
// or in the answer, into the header sl-violations. Exit 1 if there is any, or a call fails.
import { randomUUID } from 'node:crypto';

const { HMS_URL, HMS_TOKEN, HMS_SHOP } = process.env;
const API = '/api/v1';
const unknown = '018f2f3a-7b7c-7000-8000-00000000dead';
const nonce = randomUUID().slice(0, 8);
let failures = 0;

const call = async (expected, method, path, { body, by = HMS_TOKEN, seen, type } = {}) => {
  // Prism ends when it is to pass on a packed answer with a trailer.
  const headers = { 'accept-encoding': 'identity' };
  if (by) headers.authorization = `Bearer ${by}`;
  if (method === 'POST') headers['idempotency-key'] = randomUUID();
  if (seen) headers['if-match'] = `"v${seen}"`;
  if (body) headers['content-type'] = type ?? 'application/json';
  const sent = typeof body === 'string' ? body : body && JSON.stringify(body);
  const answer = await fetch(HMS_URL + path, { method, headers, body: sent });
  const text = await answer.text();
  const json = (answer.headers.get('content-type') ?? '').endsWith('json') && !path.endsWith('/content');
  return { method, path, expected, status: answer.status, violations: answer.headers.get('sl-violations'), text, json };
};

const check = async (...what) => {
  const made = await call(...what);
  const good = made.status === made.expected && made.violations === null;
  console.log(`${good ? 'ok     ' : 'FAILED '} ${made.status} ${made.method} ${made.path}`);
  if (!good) {
    failures++;
    console.log(`        expected ${made.expected} without violations: ${made.violations} ${made.text}`);
  }
  return made.json && made.text ? JSON.parse(made.text) : {};
};

const person = {
  givenName: 'Mira',
  familyName: 'Contract',
  email: `mira-${nonce}@maker.example`,
  phone: '+502 5555 0187',
  businessAddress: { streetAddress: 'Callejon Santa Elena 8', city: 'Panajachel', region: 'Solola',
    postalCode: '07010', country: 'GT' },
};

// Catalogue, probes, documents.
await check(200, 'GET', '/livez', { by: null });
await check(200, 'GET', '/readyz', { by: null });
await check(200, 'GET', '/metrics');
await check(200, 'GET', `${API}/catalogue/products?limit=5&sort=-created&q=bowl`, { by: null });
await check(404, 'GET', `${API}/catalogue/products/${unknown}`, { by: null });

// Artisans and keys.
await check(202, 'POST', `${API}/sign-ups`, { by: null, body: { ...person, email: `a-${person.email}` } });
const made = await check(201, 'POST', `${API}/artisans`, { body: person });
const artisan = made.artisan?.oid ?? made.oid;
const shown = await check(200, 'GET', `${API}/artisans/${artisan}`);
await check(200, 'GET', `${API}/artisans?limit=1`);
await check(200, 'PATCH', `${API}/artisans/${artisan}`,
  { body: { companyName: 'Oak Ltd' }, seen: shown.version ?? shown.artisan?.version ?? 1 });
await check(412, 'PATCH', `${API}/artisans/${artisan}`, { body: { companyName: 'Elm Ltd' }, seen: 99 });
await check(200, 'GET', `${API}/artisans/${artisan}/keys`);
await check(200, 'GET', `${API}/keys/office`, { by: null });

// Products, revisions, rules.
await check(200, 'GET', `${API}/products?limit=2`);
await check(404, 'GET', `${API}/products/${unknown}`);
await check(200, 'GET', `${API}/revisions?limit=2`);
const rule = await check(201, 'POST', `${API}/review-rules`,
  { body: { name: `Measures ${nonce}`, samplePercent: 5, condition: { approvedBefore: 10, onlyFields: ['length'] } } });
await check(200, 'GET', `${API}/review-rules/${rule.oid}/dry-run`);

// Orders, work orders, parcels; a storefront.
await check(200, 'GET', `${API}/orders?limit=2`);
await check(200, 'GET', `${API}/orders?limit=2`, { by: HMS_SHOP });
await check(404, 'GET', `${API}/work-orders/${unknown}`);
await check(404, 'GET', `${API}/shipments/${unknown}`);
await check(200, 'GET', `${API}/fact-reports?limit=2`);
await check(200, 'GET', `${API}/channels`, { by: HMS_SHOP });
await check(204, 'GET', `${API}/messages?limit=1`, { by: HMS_SHOP });

// Operations.
const job = await check(201, 'POST', `${API}/jobs`, { body: { type: 'factors', parameters: { from: 1, to: 1000 } } });
await check(200, 'GET', `${API}/jobs/${job.oid}`);
await check(200, 'GET', `${API}/jobs?limit=2`);
await check(200, 'GET', `${API}/nodes`);
await check(200, 'GET', `${API}/security-events?limit=2`);

// What waits, what was done, what messages there are.
await check(200, 'GET', `${API}/overview`);
await check(200, 'GET', `${API}/message-types`);
await check(200, 'GET', `${API}/audit?limit=2`);
await check(200, 'GET', `${API}/audit/roots`);

// Long work: asked for, waited for, fetched.
const walk = await check(202, 'POST', `${API}/audit/verify`, { body: {} });
await check(200, 'GET', `${API}/operations/${walk.oid}?wait=20`);
await check(200, 'GET', `${API}/operations?limit=2`);
for (let looks = 0; looks < 200; looks++) {
  const now = await call(200, 'GET', `${API}/jobs/${job.oid}`);
  if (JSON.parse(now.text).ended) break;
}
const recheck = await check(202, 'POST', `${API}/jobs/${job.oid}/verify`, { body: { sample: 2, seed: 7 } });
await check(200, 'GET', `${API}/operations/${recheck.oid}?wait=20`);
const taken = await check(202, 'POST', `${API}/exports`, { body: { resource: 'artisans', format: 'ndjson' } });
await check(200, 'GET', `${API}/operations/${taken.oid}?wait=20`);
await check(200, 'GET', `${API}/exports/${taken.oid}/content`);

// Prism must be able to object, or its silence says nothing.
const spoilt = await call(422, 'POST', `${API}/sign-ups`, { by: null, body: { givenName: 7 } });
if (spoilt.violations === null) {
  failures++;
  console.log('FAILED  Prism does not object to a body that breaks its schema');
}
if (failures > 0) console.log(`${failures} failed`);
process.exitCode = failures > 0 ? 1 : 0;
