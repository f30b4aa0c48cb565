// Writes the contract with an offence against each rule of ours; prints the names of the rules.
import { readFileSync, writeFileSync } from 'node:fs';

const [from, to] = process.argv.slice(2);
const document = JSON.parse(readFileSync(from, 'utf8'));

const problem = { description: 'refused', content: { 'application/json': { schema: {} } } };
const offences = {
  'operation-has-a-summary': operation => delete operation.summary,
  'operation-says-who-may': operation => (operation['x-permission'] = 'everybody!'),
  'operation-says-whether-it-takes-a-key': operation => delete operation['x-idempotency'],
  'operation-says-whether-it-takes-a-version': operation => (operation['x-if-match'] = 'sometimes'),
  'operation-id-is-camel-case': operation => (operation.operationId = 'Place_Order'),
  'body-has-an-example': operation =>
    (operation.requestBody = { content: { 'application/json': { schema: { type: 'object' } } } }),
  'error-is-a-problem': operation => (operation.responses['409'] = problem),
  'error-is-promised': operation => delete operation.responses.default,
};

const operations = Object.values(document.paths).flatMap(path =>
  ['post', 'put'].filter(method => path[method]).map(method => path[method]));
Object.entries(offences).forEach(([rule, commit], at) => {
  commit(operations[at]);
  console.log(rule);
});
writeFileSync(to, JSON.stringify(document));
