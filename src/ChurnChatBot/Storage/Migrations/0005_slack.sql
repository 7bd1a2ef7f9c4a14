-- Where the bot is installed in Slack.

-- One installation: a workspace (T…), or a whole organisation (E…). The tokens are encrypted by the room of Slack, which alone can read them.
-- The version counts up with every change, so that of two processes that renew the same tokens only one can have started from them.
CREATE TABLE slack_installation (
    id TEXT PRIMARY KEY,
    enterprise_id TEXT,
    bot_user_id TEXT,
    bot_id TEXT,
    scopes TEXT NOT NULL,
    tokens TEXT NOT NULL,
    expires_at TEXT,
    renew_at TEXT,
    renewing_until TEXT,
    version INTEGER NOT NULL,
    installed_at TEXT NOT NULL
) WITHOUT ROWID;

-- Which organisation a workspace belongs to, as far as its events have told: an installation in the whole of it serves the workspace.
CREATE TABLE slack_team (
    team_id TEXT PRIMARY KEY,
    enterprise_id TEXT NOT NULL
) WITHOUT ROWID;

-- Attempts to install that have come back from Slack: each may come back once.
CREATE TABLE slack_used_state (
    hash TEXT PRIMARY KEY,
    expires_at TEXT NOT NULL
) WITHOUT ROWID;
