// Scores rows with ONNX Runtime: node score.js MODEL COLUMNS OUT
// COLUMNS is JSON, one { type, cells } for each input in the model's order; OUT gets the probabilities as little-endian doubles.
import { readFileSync, writeFileSync } from 'node:fs';
import ort from 'onnxruntime-node';

const [modelPath, columnsPath, outPath] = process.argv.slice(2);
const session = await ort.InferenceSession.create(modelPath);
const columns = JSON.parse(readFileSync(columnsPath, 'utf8'));
if (columns.length !== session.inputNames.length) throw new Error(`${columns.length} columns for ${session.inputNames.length} inputs`);

const feeds = {};
columns.forEach(({ type, cells }, place) => {
  const values = type === 'string' ? cells : Float64Array.from(cells, Number);
  feeds[session.inputNames[place]] = new ort.Tensor(type, values, [cells.length, 1]);
});
const { probability, log_odds: logOdds } = await session.run(feeds);
const rows = columns[0].cells.length;
for (const output of [probability, logOdds]) {
  if (output.dims.join() !== `${rows},1`) throw new Error(`an output is ${output.dims.join(' by ')}`);
}
writeFileSync(outPath, Buffer.from(Float64Array.from(probability.data).buffer));
