// The check itself: payloads that Slack takes are taken, and each of these that is broken in one place is refused.
import assert from 'node:assert';
import test from 'node:test';
import { refusals } from './refusals.js';

const plain = (text = 'words') => ({ type: 'plain_text', text, emoji: false });
const option = (value = 'a', text = 'words') => ({ text: plain(text), value });
const words = (text = 'words') => ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] });
const button = (id = 'press:1') => ({ type: 'button', action_id: id, text: plain(), value: 'v', style: 'primary' });
const boxes = (options = [option()]) => ({ type: 'input', block_id: 'input:a', label: plain(), element: { type: 'checkboxes', action_id: 'a', options, initial_options: [options[0]] } });
const cell = (text = 'x') => ({ type: 'raw_text', text });
const table = (rows = [[cell()], [cell()]]) => ({ type: 'data_table', caption: 'c', page_size: 5, rows });
const chart = (data = [{ label: 'a', value: 1 }], title = 'Bars') => ({ type: 'data_visualization', title, chart: { type: 'bar', series: [{ name: 's', data }], axis_config: { categories: ['a'] } } });
const feedback = (value = 'v') => ({ type: 'context_actions', elements: [{ type: 'feedback_buttons', action_id: 'press:9', positive_button: { text: plain(), value }, negative_button: { text: plain(), value } }] });
const message = (...blocks) => ({ text: 'words', blocks });
const view = (more = {}, ...blocks) => ({ type: 'modal', callback_id: 'c', title: plain(), submit: plain(), blocks: blocks.length ? blocks : [boxes()], ...more });

const good = {
  'every block': message({ type: 'header', text: plain() }, words(), boxes(), table(), chart(), { type: 'actions', elements: [button()] }, { type: 'context', elements: [plain()] }, { type: 'section', fields: [plain(), plain()] }, feedback()),
};

const bad = {
  'no text': { blocks: [words()] },
  'unknown block': message({ type: 'wonder' }),
  'unknown field': message({ ...words(), colour: 'red' }),
  '51 blocks': message(...Array.from({ length: 51 }, () => words('x'))),
  'empty words': message(words('')),
  'long header': message({ type: 'header', text: plain('x'.repeat(151)) }),
  'long button': message({ type: 'actions', elements: [{ ...button(), text: plain('x'.repeat(76)) }] }),
  'long value': message({ type: 'actions', elements: [{ ...button(), value: 'x'.repeat(2001) }] }),
  'no style of theirs': message({ type: 'actions', elements: [{ ...button(), style: 'positive' }] }),
  'no buttons': message({ type: 'actions', elements: [] }),
  '26 buttons': message({ type: 'actions', elements: Array.from({ length: 26 }, (_, i) => button(`press:${i}`)) }),
  'one action_id twice': message({ type: 'actions', elements: [button(), button()] }),
  'one block_id twice': message(boxes(), boxes()),
  'long option': message(boxes([option('a', 'x'.repeat(76))])),
  'option of 38 emoji, 76 units': message(boxes([option('a', '😀'.repeat(38))])),
  'long option value': message(boxes([option('x'.repeat(76))])),
  '11 boxes': message(boxes(Array.from({ length: 11 }, (_, i) => option(`${i}`)))),
  'chosen is no option': message({ ...boxes(), element: { ...boxes().element, initial_options: [option('b')] } }),
  'nothing chosen as a list': message({ ...boxes(), element: { ...boxes().element, initial_options: [] } }),
  'two tables': message(table(), table()),
  'a table of a header': message(table([[cell()]])),
  'a table of 102 rows': message(table(Array.from({ length: 102 }, () => [cell()]))),
  'rows that differ': message(table([[cell()], [cell(), cell()]])),
  'an empty cell': message(table([[cell()], [cell('')]])),
  'cells of 10,001 characters': message(table([[cell()], [cell('x'.repeat(10_000))]])),
  'a chart without a point': message(chart([])),
  'a point of no category': message(chart([{ label: 'b', value: 1 }])),
  'a long chart title': message(chart(undefined, 'x'.repeat(51))),
  'long feedback': message(feedback('x'.repeat(2001))),
  'eleven fields': message({ type: 'section', fields: Array.from({ length: 11 }, () => plain()) }),
  'neither text nor fields': message({ type: 'section' }),
  'too long together': message(...Array.from({ length: 8 }, () => words('x'.repeat(1_700)))),
  'a number with an exponent': message({ type: 'input', label: plain(), element: { type: 'number_input', action_id: 'a', is_decimal_allowed: true, max_value: '1E+20' } }),
};

const badViews = {
  'long title': view({ title: plain('x'.repeat(25)) }),
  'no submit': (({ submit, ...rest }) => rest)(view()),
  'a table': view({}, table()),
  'long metadata': view({ private_metadata: 'x'.repeat(3001) }),
};

for (const [name, payload] of Object.entries(good)) test(`takes ${name}`, () => assert.deepStrictEqual([...refusals(payload, 'Message')], []));
test('takes a view', () => assert.deepStrictEqual([...refusals(view(), 'View')], []));
for (const [name, payload] of Object.entries(bad)) test(`refuses ${name}`, () => assert.notEqual([...refusals(payload, 'Message')].length, 0));
for (const [name, payload] of Object.entries(badViews)) test(`refuses a view with ${name}`, () => assert.notEqual([...refusals(payload, 'View')].length, 0));
