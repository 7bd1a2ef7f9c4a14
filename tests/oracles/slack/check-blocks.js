// node check-blocks.js FOLDER: checks every payload of the folder (*.json) against Slack's types, their limits and the rules between fields.
// Ends with 1 if any is refused, or if there is none.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { refusals } from './refusals.js';

const folder = process.argv[2];
const names = readdirSync(folder).filter(name => name.endsWith('.json')).sort();

let refused = 0;
for (const name of names) {
  const found = [...new Set(refusals(JSON.parse(readFileSync(join(folder, name), 'utf8')), name.startsWith('view-') ? 'View' : 'Message'))];
  if (found.length === 0) continue;
  refused++;
  console.log(`REFUSED ${name}: ${found.slice(0, 3).join('; ')}`);
}
console.log(`${names.length} payloads, ${refused} refused`);
process.exit(names.length === 0 || refused > 0 ? 1 : 0);
