// node check-cards.js FOLDER: checks every card of the folder (*.json) against Microsoft's types, as a compiler would check a literal of
// them: unknown elements and properties, wrong values and wrong types are named with their place. Ends with 1 if any card is refused.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const folder = process.argv[2];
const names = readdirSync(folder).filter(name => name.endsWith('.json')).sort();
const here = dirname(fileURLToPath(import.meta.url));
const options = {
  noEmit: true, strict: true, skipLibCheck: true, types: [],
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

// Cards never touch the disk as programs: the compiler reads them from memory, one module each.
const modules = new Map(names.map(name => [
  resolve(here, `${name}.ts`),
  `import type { IAdaptiveCard } from '@microsoft/teams.cards';\nexport const card: IAdaptiveCard = ${readFileSync(join(folder, name), 'utf8')};\n`,
]));
const host = ts.createCompilerHost(options);
const { fileExists, readFile, getSourceFile } = host;
host.fileExists = path => modules.has(resolve(path)) || fileExists(path);
host.readFile = path => modules.get(resolve(path)) ?? readFile(path);
host.getSourceFile = (path, version, ...rest) => {
  const text = modules.get(resolve(path));
  return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version, true);
};

const refused = new Set();
const program = ts.createProgram([...modules.keys()], options, host);
for (const fault of ts.getPreEmitDiagnostics(program)) {
  const file = fault.file?.fileName ?? 'the check itself';
  const near = fault.file ? fault.file.text.slice(fault.start, fault.start + 80) : '';
  if (!refused.has(file)) console.log(`REFUSED ${file.slice(here.length + 1)}: ${ts.flattenDiagnosticMessageText(fault.messageText, ' ').slice(0, 300)}  near: ${near}`);
  refused.add(file);
}
console.log(`${names.length} cards, ${refused.size} refused`);
process.exit(names.length === 0 || refused.size > 0 ? 1 : 0);
