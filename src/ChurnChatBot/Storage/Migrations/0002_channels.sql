-- Channels that have to be told where a conversation is, conversations that speak about one project after another, and what people
-- think of what the bot says.

-- How a channel reaches a conversation. The body is JSON that only its channel reads. Closed: the bot was removed from it.
CREATE TABLE conversation_reference (
    channel TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    body_json TEXT NOT NULL,
    is_closed INTEGER NOT NULL DEFAULT 0,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (channel, conversation_id)
) WITHOUT ROWID;

-- Every conversation that a project is or was spoken about in. 'conversation' tells which project a conversation speaks about now.
CREATE TABLE project_conversation (
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    linked_at TEXT NOT NULL,
    PRIMARY KEY (project_id, channel, conversation_id)
) WITHOUT ROWID;

CREATE INDEX project_conversation_conversation ON project_conversation (channel, conversation_id);

INSERT INTO project_conversation (project_id, channel, conversation_id, linked_at)
SELECT project_id, channel, conversation_id, linked_at FROM conversation;

-- A turn whose button's answer could not wait for it: the message shows that it is being worked on, and is shown anew once the turn is done.
ALTER TABLE message ADD COLUMN waiting_turn TEXT;

CREATE INDEX message_waiting ON message (waiting_turn) WHERE waiting_turn IS NOT NULL;
CREATE INDEX message_handle ON message (channel, conversation_id, handle) WHERE handle IS NOT NULL;

-- Each person's latest word on a message.
CREATE TABLE feedback (
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    message_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    reaction TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (project_id, message_id, person_id)
) WITHOUT ROWID;

-- The next file from this conversation is meant for another one.
CREATE TABLE file_destination (
    channel TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    target_conversation_id TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    PRIMARY KEY (channel, conversation_id)
) WITHOUT ROWID;
