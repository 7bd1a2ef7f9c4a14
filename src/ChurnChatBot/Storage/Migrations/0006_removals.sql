-- What the bot said about a deleted project still stands where it was said: messages that are to be taken out of their channels.

CREATE TABLE message_removal (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    channel TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    handle TEXT NOT NULL
);

CREATE INDEX message_removal_conversation ON message_removal (channel, conversation_id);
