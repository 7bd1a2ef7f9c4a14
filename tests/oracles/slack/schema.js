// Makes a JSON Schema of the types that Slack publishes, with the limits that they tell in comments.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const here = dirname(fileURLToPath(import.meta.url));
const number = text => Number(text.replaceAll(',', ''));
const text = (most, least = 1) => ({ type: 'string', minLength: least, maxLength: most });

// "Maximum length for the text in this field is 75 characters", "max 25 items", "Min `1`, Max `100`", in the words they use.
const lengthOf = about => about.match(/(?:max(?:imum)?|limit)\b[^.]*?([\d,]+) characters/i)?.[1];
const countOf = about => about.match(/max(?:imum)?\b[^.]*?([\d,]+)(?:\s*\.|\s*$|\s+(?:items|blocks|elements|options|rows|cards|columns|option groups))/i)?.[1];
const rangeOf = about => about.match(/Min(?:imum of)? `?(\d+)`?,? (?:and )?max(?:imum of)? `?(\d+)`?/i)?.slice(1);

export function makeSchema() {
  const generator = createGenerator({ path: join(here, 'payloads.ts'), tsconfig: join(here, 'tsconfig.json'), type: '*', skipTypeCheck: true });
  const schema = generator.createSchema('*');
  for (const definition of Object.values(schema.definitions)) limit(definition);
  complete(schema.definitions);
  return schema;
}

function limit(node) {
  if (Array.isArray(node)) return node.forEach(limit);
  if (node === null || typeof node !== 'object') return;
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    limitProperty(name, property, property.description?.replace(/\s+/g, ' ') ?? '');
  }
  Object.values(node).forEach(limit);
}

function limitProperty(name, property, about) {
  if (name === 'action_id' || name === 'block_id') property.maxLength = 255;
  else if (property.type === 'string' && lengthOf(about)) property.maxLength = number(lengthOf(about));
  else if (property.type === 'array' && countOf(about)) property.maxItems = number(countOf(about));
  else if (property.type === 'number' && rangeOf(about)) [property.minimum, property.maximum] = rangeOf(about).map(number);
  else if (property.$ref && lengthOf(about)) limitText(property, number(lengthOf(about)));
}

// A text object with a bound of its own: beside $ref a bound would be read by nobody.
function limitText(node, most) {
  const { $ref } = node;
  delete node.$ref;
  node.allOf = [{ $ref }, { properties: { text: { maxLength: most } } }];
}

// What the types leave out: blocks and bounds of docs.slack.dev.
function complete(types) {
  const of = name => types[name].properties;
  const least = (name, property, count = 1) => { of(name)[property].minItems = count; };
  types.Message.properties.blocks = { type: 'array', maxItems: 50, items: {} };
  types.Message.properties.text = text(40_000);
  of('View').blocks = of('ModalView').blocks = { type: 'array', maxItems: 100, items: {} };
  for (const title of ['title', 'submit', 'close']) limitText(of('View')[title], 24);
  for (const [name, property] of [['ActionsBlock', 'elements'], ['ContextBlock', 'elements'], ['ContextActionsBlock', 'elements'], ['SectionBlock', 'fields'], ['Checkboxes', 'options'], ['RadioButtons', 'options'], ['RichTextBlock', 'elements'], ['RichTextList', 'elements'], ['RichTextSection', 'elements']]) least(name, property);
  limitText(of('SectionBlock').fields.items, 2_000);
  for (const words of ['RichTextText', 'RawTextElement', 'RawNumberElement', 'PlainTextElement']) of(words).text.minLength = 1;
  of('Checkboxes').initial_options.minItems = 1;
  types.SectionBlock.anyOf = [{ required: ['text'] }, { required: ['fields'] }];
  types.StaticSelect.oneOf = [{ required: ['options'] }, { required: ['option_groups'] }];
  of('PlainTextInput').max_length = { type: 'integer', minimum: 1, maximum: 3_000 };
  for (const digits of ['min_value', 'max_value', 'initial_value']) of('NumberInput')[digits] = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' };
  for (const button of ['positive_button', 'negative_button']) of('FeedbackButtons')[button].properties.value.maxLength = 2_000;
  rows(of('TableBlock').rows, 1, 100);
  rows(of('DataTableBlock').rows, 2, 101);
  types.DataVisualizationBlock = chartBlock();
}

function rows(node, fewest, most) {
  Object.assign(node, { minItems: fewest, maxItems: most });
  Object.assign(node.items, { minItems: 1, maxItems: 20 });
}

const closed = (properties, ...optional) => ({ type: 'object', additionalProperties: false, properties, required: Object.keys(properties).filter(name => !optional.includes(name)) });
const list = (items, most, more = {}) => ({ type: 'array', minItems: 1, maxItems: most, items, ...more });

// https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block, for the kinds of charts that are drawn.
function chartBlock() {
  const point = closed({ label: text(20), value: { type: 'number' } });
  const axes = closed({ categories: list(text(20), 20, { uniqueItems: true }), x_label: text(50), y_label: text(50) }, 'x_label', 'y_label');
  const chart = closed({ type: { enum: ['bar', 'line', 'area'] }, series: list(closed({ name: text(20), data: list(point, 20) }), 6), axis_config: axes });
  return closed({ type: { const: 'data_visualization' }, title: text(50), chart, block_id: text(255) }, 'block_id');
}
