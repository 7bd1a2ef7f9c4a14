-- A message that was said to one person alone stands in another conversation than its own; its handle names both.

CREATE INDEX message_elsewhere ON message (channel, handle) WHERE handle IS NOT NULL;
