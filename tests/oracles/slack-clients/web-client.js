// Drives the stand-in's Web API with Slack's own WebClient: what the client accepts as an answer, the stand-in answers as Slack does.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { WebClient } from '@slack/web-api';
import { env, holds, limit, refused, say } from './checks.js';

limit(60);
const client = new WebClient(env.SLACK_BOT_TOKEN, { slackApiUrl: env.SLACK_API, retryConfig: { retries: 2 }, logLevel: 'error' });
const channel = env.SLACK_CHANNEL;
let posted;

await holds('auth.test, after a 429 that is waited for', async () => {
  const started = Date.now();
  const answer = await client.auth.test();
  assert.equal(answer.team_id, env.SLACK_TEAM);
  assert.ok(Date.now() - started >= 900, 'The client did not wait.');
});

await holds('a wrong token', async () => {
  const error = await refused(() => new WebClient('xoxb-wrong', { slackApiUrl: env.SLACK_API, logLevel: 'error' }).auth.test());
  assert.equal(error.data.error, 'invalid_auth');
});

await holds('chat.postMessage with blocks and metadata', async () => {
  posted = await client.chat.postMessage({
    channel,
    text: 'Plan',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Plan*' } }],
    metadata: { event_type: 'plan', event_payload: { id: 1 } },
    unfurl_links: false,
  });
  assert.equal(posted.message.text, 'Plan');
  assert.equal(posted.message.blocks[0].type, 'section');
});

await holds('invalid_blocks with its pointer', async () => {
  const error = await refused(() => client.chat.postMessage({ channel, text: 'x', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }] }));
  assert.equal(error.data.error, 'invalid_blocks');
  assert.match(error.data.response_metadata.messages[0], /must be less than 151 characters \[json-pointer:\/blocks\/0\/text\/text\]/);
});

await holds('chat.update, chat.getPermalink and a thread', async () => {
  await client.chat.update({ channel, ts: posted.ts, text: 'Approved' });
  await client.chat.postMessage({ channel, thread_ts: posted.ts, text: 'Answer' });
  assert.match((await client.chat.getPermalink({ channel, message_ts: posted.ts })).permalink, /^https:\/\//);
  const pages = [];
  for await (const page of client.paginate('conversations.replies', { channel, ts: posted.ts, limit: 1 })) pages.push(...page.messages);
  assert.deepEqual(pages.map((message) => message.text), ['Approved', 'Answer']);
});

await holds('chat.postEphemeral and chat.delete', async () => {
  const { message_ts: ts } = await client.chat.postEphemeral({ channel, user: env.SLACK_USER, text: 'for you' });
  assert.equal((await refused(() => client.chat.update({ channel, ts, text: 'x' }))).data.error, 'message_not_found');
  const gone = await client.chat.postMessage({ channel, text: 'gone' });
  await client.chat.delete({ channel, ts: gone.ts });
});

await holds('filesUploadV2', async () => {
  const { files } = await client.filesUploadV2({ channel_id: channel, thread_ts: posted.ts, filename: 'scores.csv', content: 'a,b\n1,2\n', title: 'Scores', initial_comment: 'Here' });
  assert.equal(files[0].files[0].title, 'Scores');
});

await holds('a stream', async () => {
  const stream = client.chatStream(
    { channel, thread_ts: posted.ts, recipient_team_id: env.SLACK_TEAM, recipient_user_id: env.SLACK_USER, task_display_mode: 'plan' },
    { buffer_size: 4 },
  );
  await stream.append({ chunks: [{ type: 'task_update', id: '1', title: 'Boosted trees', status: 'in_progress' }] });
  await stream.append({ markdown_text: 'Trying models' });
  const end = await stream.stop({ blocks: [{ type: 'divider' }] });
  assert.ok(end.ok);
  const late = await refused(() => client.chat.appendStream({ channel, ts: end.ts, markdown_text: 'late' }));
  assert.equal(late.data.error, 'message_not_in_streaming_state');
});

const input = createInterface({ input: process.stdin });
const [trigger] = await once(input, 'line');
input.close();
await holds('views', async () => {
  const view = {
    type: 'modal',
    title: { type: 'plain_text', text: 'New' },
    submit: { type: 'plain_text', text: 'Create' },
    blocks: [{ type: 'input', block_id: 'name', label: { type: 'plain_text', text: 'Name' }, element: { type: 'plain_text_input', action_id: 'text' } }],
  };
  const opened = await client.views.open({ trigger_id: trigger, view });
  assert.equal((await client.views.update({ view_id: opened.view.id, hash: opened.view.hash, view })).view.id, opened.view.id);
  assert.equal((await refused(() => client.views.push({ trigger_id: trigger, view }))).data.error, 'exchanged_trigger_id');
  await client.views.publish({ user_id: env.SLACK_USER, view: { type: 'home', blocks: [{ type: 'divider' }] } });
});

await holds('an agent around its messages', async () => {
  const { channel: direct } = await client.conversations.open({ users: env.SLACK_USER });
  await client.assistant.threads.setStatus({ channel_id: direct.id, thread_ts: env.SLACK_THREAD, status: 'is thinking…', loading_messages: ['Reading', 'Thinking'] });
  await client.assistant.threads.setTitle({ channel_id: direct.id, thread_ts: env.SLACK_THREAD, title: 'Churn' });
  await client.assistant.threads.setSuggestedPrompts({ channel_id: direct.id, prompts: [{ title: 'Sample', message: 'Try the sample' }] });
  await client.agents.sessions.setStatus({ channel_id: direct.id, thread_ts: env.SLACK_THREAD, status: 'processing' });
});

await holds('people, channels and reactions', async () => {
  assert.equal((await client.users.info({ user: env.SLACK_USER })).user.real_name, 'Ada Lovelace');
  assert.equal((await client.conversations.info({ channel })).channel.name, 'churn');
  await client.reactions.add({ channel, timestamp: posted.ts, name: 'eyes' });
  assert.equal((await refused(() => client.reactions.add({ channel, timestamp: posted.ts, name: 'eyes' }))).data.error, 'already_reacted');
});

await holds('a page of HTML, which is an error and tried again', async () => {
  assert.ok((await client.chat.postMessage({ channel, text: 'after the page' })).ok);
});

say('done');
