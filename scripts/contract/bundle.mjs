// Makes one document of the files of the contract, as the office does at its start.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [tools, sources, result] = process.argv.slice(2);
const yaml = createRequire(join(tools, 'package.json'))('js-yaml');

const read = file => yaml.load(readFileSync(join(sources, file), 'utf8'));
const unite = (into, part) => {
  for (const [name, value] of Object.entries(part)) {
    if (into[name] instanceof Object) unite(into[name], value);
    else into[name] = value;
  }
};

const document = read('openapi.yaml');
for (const folder of ['paths', 'schemas']) {
  for (const file of readdirSync(join(sources, folder)).sort()) {
    const part = read(join(folder, file));
    document.paths ??= {};
    unite(document, part);
  }
}

// What the office writes out at its start (hms.gateway.contract: ListParameters, ConditionalGets, DryRuns), as far as
// it refers to components: else they would seem to be of no use. The served document is read in full by a full check.
const parameter = name => ({ $ref: `#/components/parameters/${name}` });
for (const path of Object.values(document.paths)) {
  for (const [method, operation] of Object.entries(path)) {
    operation.parameters ??= [];
    const list = operation['x-list'];
    if (list) operation.parameters.push(...['limit', 'after', 'before', 'includeTotal'].map(parameter));
    if (list?.search) operation.parameters.push(parameter('q'));
    if (method === 'get' && operation.responses['200']?.headers?.ETag) {
      operation.parameters.push(parameter('ifNoneMatch'));
      operation.responses['304'] = { $ref: '#/components/responses/Unchanged' };
    }
    if (method !== 'get' && operation['x-dry-run'] !== false) {
      operation.parameters.push(parameter('dryRun'));
      const answer = (operation.responses['200'] ??= { description: 'what would come of it' });
      const json = ((answer.content ??= {})['application/json'] ??= {});
      const told = { $ref: '#/components/schemas/Rehearsal' };
      json.schema = json.schema ? { anyOf: [json.schema, told] } : told;
    }
  }
}
writeFileSync(result, JSON.stringify(document, null, 1));
