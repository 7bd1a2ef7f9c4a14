// Receives what the stand-in signs with Bolt's HTTPReceiver, which checks signatures, answers Slack's question for the address, and tells events,
// actions, submissions and commands apart.
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import { env, limit, say } from './checks.js';

limit(60);
const receiver = new HTTPReceiver({ signingSecret: env.SLACK_SIGNING_SECRET, endpoints: ['/slack/events', '/slack/interactions', '/slack/commands'], logLevel: LogLevel.ERROR });
const app = new App({ receiver, token: env.SLACK_BOT_TOKEN, clientOptions: { slackApiUrl: env.SLACK_API }, logLevel: LogLevel.ERROR });
app.message(async ({ message }) => say(`message ${message.text}`));
app.event('app_mention', async ({ event }) => say(`mention ${event.text}`));
app.event('app_home_opened', async ({ event }) => say(`home ${event.tab}`));
app.action('approve', async ({ ack, body, action }) => {
  await ack();
  const chosen = Object.values(body.state.values).flatMap((block) => Object.values(block)).flatMap((input) => input.selected_options.map((option) => option.value));
  say(`action ${action.value} ${chosen}`);
});
app.view('new', async ({ ack, view }) => {
  await ack({ response_action: 'errors', errors: { name: 'Taken' } });
  say(`view ${view.state.values.name.text.value}`);
});
app.command('/churn', async ({ ack, command, respond }) => {
  await ack();
  await respond(`heard ${command.text}`);
  say(`command ${command.text}`);
});
app.shortcut('new_project', async ({ ack, client, shortcut }) => {
  await ack();
  await client.views.open({
    trigger_id: shortcut.trigger_id,
    view: {
      type: 'modal',
      callback_id: 'new',
      title: { type: 'plain_text', text: 'New' },
      submit: { type: 'plain_text', text: 'Create' },
      blocks: [{ type: 'input', block_id: 'name', label: { type: 'plain_text', text: 'Name' }, element: { type: 'plain_text_input', action_id: 'text' } }],
    },
  });
  say('shortcut');
});
process.stdin.resume();
process.stdin.on('end', async () => {
  await receiver.stop();
  say('done');
  process.exit(0);
});
const server = await receiver.start(0, { host: '127.0.0.1' });
say(`listening http://127.0.0.1:${server.address().port}/`);
