// What the scripts here share: they are started by the tests with the stand-in's address in the environment, say each thing that held on a line of
// its own ("ok …"), and end with "done". Whatever does not hold ends them with an error.
import assert from 'node:assert/strict';

export const env = Object.fromEntries(['SLACK_API', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_CHANNEL', 'SLACK_USER', 'SLACK_TEAM', 'SLACK_THREAD']
  .map((name) => [name, process.env[name]]));

export const say = (line) => console.log(line);

/** Runs one check and says its name when it held. */
export async function holds(name, check) {
  await check();
  say(`ok ${name}`);
}

/** The error of a call that must be refused. */
export async function refused(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  assert.fail('The call was taken, where it should have been refused.');
}

/** Ends the script if it takes too long: a check that hangs has failed. */
export function limit(seconds) {
  setTimeout(() => {
    console.error(`Not done after ${seconds} s.`);
    process.exit(2);
  }, seconds * 1000).unref();
}
