// Checks one payload: each block against the type that it says it is, then what holds between the fields.
import Ajv from 'ajv';
import { faults } from './rules.js';
import { makeSchema } from './schema.js';

const schema = makeSchema();
// Without "unicode" lengths are UTF-16 units; the library would rather not, and says so each time.
const ajv = new Ajv({ allErrors: true, strict: false, unicode: false, logger: false }).addSchema({ ...schema, $id: 'slack' });
const definition = name => ajv.getSchema(`slack#/definitions/${name}`);

// Blocks are known by their type, so that a fault is told of the very kind it was meant to be.
const blockTypes = new Map(Object.entries(schema.definitions)
  .filter(([name, { properties }]) => name.endsWith('Block') && properties?.type?.const !== undefined)
  .map(([name, { properties }]) => [properties.type.const, name]));

// What Slack would refuse of a payload, each as a sentence with its place.
export function* refusals(payload, kind) {
  yield* told(definition(kind), payload, '');
  let areWhole = true;
  for (const [i, block] of (payload.blocks ?? []).entries()) {
    const type = blockTypes.get(block.type);
    const found = type ? [...told(definition(type), block, `/blocks/${i}`)] : [`/blocks/${i} ${block.type} is no block`];
    areWhole &&= found.length === 0;
    yield* found;
  }
  // Rules between fields make sense of fields that are right.
  if (areWhole) yield* faults(payload);
}

// The deepest fault first: those above it follow from it.
function* told(isValid, value, place) {
  if (isValid(value)) return;
  const errors = isValid.errors.filter(error => error.keyword !== 'if').sort((a, b) => b.instancePath.length - a.instancePath.length);
  yield* errors.map(error => `${place}${error.instancePath} ${error.message} ${error.params.additionalProperty ?? ''}`);
}
