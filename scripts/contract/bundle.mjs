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
writeFileSync(result, JSON.stringify(document, null, 1));
