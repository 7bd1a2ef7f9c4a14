// What Slack refuses and a schema cannot say, each as a sentence with its place.
const MostCells = 10_000;
const MostLength = 13_000;
const ForMessagesOnly = ['markdown', 'context_actions', 'task_card', 'plan', 'data_visualization', 'table', 'data_table'];

export function* faults(payload) {
  const blocks = payload.blocks ?? [];
  yield* twice(blocks.map(block => block.block_id), 'block_id');
  yield* twice(blocks.flatMap(actions), 'action_id');
  const tables = blocks.filter(block => block.type === 'table' || block.type === 'data_table');
  if (tables.length > 1) yield '/blocks more than one table';
  for (const table of tables) yield* faultsOfTable(table);
  for (const block of blocks.filter(block => block.type === 'data_visualization')) yield* faultsOfChart(block.chart);
  for (const element of blocks.map(block => block.element ?? {})) yield* faultsOfChoice(element);
  if (JSON.stringify(blocks.filter(block => !tables.includes(block))).length > MostLength) yield '/blocks are too long';
  if (payload.type === 'modal') yield* faultsOfView(payload, blocks);
}

function* twice(ids, name) {
  const seen = new Set();
  for (const id of ids.filter(id => id !== undefined)) {
    if (seen.has(id)) yield `/blocks ${name} ${id} is used twice`;
    seen.add(id);
  }
}

const actions = block => [block.element, block.accessory, ...(block.elements ?? [])].map(element => element?.action_id);

function* faultsOfTable(table) {
  const [header] = table.rows;
  if (table.rows.some(row => row.length !== header.length)) yield '/rows differ in length';
  if (header.some(cell => cell.type === 'rich_text')) yield '/rows rich_text in the header';
  if (table.rows.flat().reduce((sum, cell) => sum + (cell.text ?? '').length, 0) > MostCells) yield `/rows hold more than ${MostCells} characters`;
}

function* faultsOfChart({ series, axis_config: { categories } }) {
  yield* twice(series.map(one => one.name), 'series');
  for (const one of series) {
    const labels = one.data.map(point => point.label);
    if (labels.length !== categories.length || !categories.every(name => labels.includes(name))) yield `/series ${one.name} has not one point for each category`;
  }
}

// What is chosen at first is compared with the options as a whole.
function* faultsOfChoice(element) {
  const options = (element.options ?? element.option_groups?.flatMap(group => group.options) ?? []).map(option => JSON.stringify(option));
  for (const chosen of [...(element.initial_options ?? []), element.initial_option].filter(option => option !== undefined)) {
    if (!options.includes(JSON.stringify(chosen))) yield `/element ${element.action_id}: what is chosen is no option`;
  }
}

function* faultsOfView(view, blocks) {
  if (blocks.some(block => block.type === 'input') && !view.submit) yield '/submit is needed where there is an input';
  for (const block of blocks.filter(block => ForMessagesOnly.includes(block.type))) yield `/blocks ${block.type} is for messages only`;
}
