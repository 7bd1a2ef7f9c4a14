-- Projects, the conversations that speak about them, what was said, decided and done in them.
-- Times are UTC text (2023-08-22T14:02:00.0000000Z), so that they sort. Bodies are JSON that only the rooms above can read.

CREATE TABLE project (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    state_json TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) WITHOUT ROWID;

-- Which project a conversation speaks about now.
CREATE TABLE conversation (
    channel TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    linked_at TEXT NOT NULL,
    PRIMARY KEY (channel, conversation_id)
) WITHOUT ROWID;

CREATE INDEX conversation_project ON conversation (project_id);

-- The inbox. A finished turn keeps its id, so that a late repeat still collides, but not its body.
CREATE TABLE turn (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    turn_id TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    body_json TEXT,
    received_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    retry_at TEXT,
    status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'done', 'failed')),
    finished_at TEXT
);

CREATE INDEX turn_pending ON turn (channel, conversation_id, sequence) WHERE status = 'pending';

-- The outbox as well: a message is due while its revision is above the one that was sent.
CREATE TABLE message (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    change INTEGER NOT NULL UNIQUE,
    message_id TEXT NOT NULL UNIQUE,
    project_id TEXT REFERENCES project (id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    author TEXT NOT NULL,
    body_json TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    sent_revision INTEGER NOT NULL DEFAULT 0,
    handle TEXT
);

CREATE INDEX message_conversation ON message (channel, conversation_id, change);
CREATE INDEX message_project ON message (project_id);
CREATE INDEX message_unsent ON message (sequence) WHERE author = 'bot' AND revision > sent_revision;

CREATE TABLE approval (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    plan_json TEXT NOT NULL,
    plan_hash TEXT NOT NULL,
    format_version INTEGER NOT NULL,
    who_may TEXT,
    expires_at TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'approved', 'rejected', 'superseded')),
    decided_by TEXT,
    decided_by_name TEXT,
    decided_at TEXT,
    reason TEXT,
    message_id TEXT
) WITHOUT ROWID;

CREATE INDEX approval_project ON approval (project_id, status);

CREATE TABLE work (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    plan_json TEXT NOT NULL,
    checkpoint_json TEXT,
    status TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    retry_at TEXT,
    stop_requested INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);

CREATE INDEX work_project ON work (project_id);
CREATE INDEX work_unfinished ON work (sequence) WHERE status IN ('queued', 'running');

-- Outlives its project. The chain covers content_hash, not the content, so that erasing a person's words leaves it whole.
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    project_id TEXT NOT NULL,
    at TEXT NOT NULL,
    person_id TEXT NOT NULL,
    person_name TEXT NOT NULL,
    action TEXT NOT NULL,
    details_json TEXT NOT NULL,
    salt TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    is_deletion INTEGER NOT NULL DEFAULT 0,
    is_erased INTEGER NOT NULL DEFAULT 0,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE INDEX audit_project ON audit (project_id);

CREATE TABLE artifact_link (
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (project_id, hash, kind, name)
) WITHOUT ROWID;

CREATE INDEX artifact_link_hash ON artifact_link (hash);

-- Files whose last project was deleted and which are still to be removed from the artifact store.
CREATE TABLE orphan_artifact (
    hash TEXT PRIMARY KEY
) WITHOUT ROWID;

-- 'change' numbers every insert and update of a message; 'audit' is the number of audit lines ever written.
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO counter (name, value) VALUES ('change', 0), ('audit', 0);
