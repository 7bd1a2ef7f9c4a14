// Takes the stand-in's sockets with Slack's own SocketModeClient: hello, events, acknowledgements, a slash command, and a new socket after "disconnect".
import { SocketModeClient } from '@slack/socket-mode';
import { env, limit, say } from './checks.js';

limit(60);
const client = new SocketModeClient({ appToken: env.SLACK_APP_TOKEN, logLevel: 'error', clientOptions: { slackApiUrl: env.SLACK_API } });
let connections = 0;
client.on('connected', () => say(`connected ${++connections}`));
client.on('app_mention', async ({ event, retry_num: retry, ack }) => {
  // The first delivery is not acknowledged, so that it comes again.
  if (retry === 0) {
    say('unacknowledged');
    return;
  }
  await ack();
  say(`mention ${retry} ${event.text}`);
});
client.on('message', async ({ event, ack }) => {
  await ack();
  say(`message ${event.text}`);
});
client.on('slash_commands', async ({ body, ack }) => {
  await ack({ text: `heard ${body.text}` });
  say(`command ${body.command} ${body.text}`);
});
client.on('interactive', async ({ body, ack }) => {
  await ack();
  say(`interactive ${body.type}`);
});
// The tests end the script by closing its input.
process.stdin.resume();
process.stdin.on('end', async () => {
  await Promise.race([client.disconnect(), new Promise((resolve) => setTimeout(resolve, 1000))]);
  say('done');
  process.exit(0);
});
await client.start();
say('started');
