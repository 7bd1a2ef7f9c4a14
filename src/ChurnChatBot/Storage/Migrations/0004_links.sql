-- Several threads that speak about one project, on one platform or on several.

-- What is said in one of them is said in the others as well: a message there is a copy of it.
ALTER TABLE message ADD COLUMN copy_of TEXT;

CREATE INDEX message_copy ON message (copy_of) WHERE copy_of IS NOT NULL;

-- Codes by which another thread joins. Each is good for once and for a short time; the code itself is known to its reader alone.
CREATE TABLE project_link (
    code_hash TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL
) WITHOUT ROWID;
