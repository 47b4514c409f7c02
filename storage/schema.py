"""The store's schema as numbered migrations. A migration that has shipped is never edited; new ones are appended."""

STEPS = (
    """
    CREATE TABLE facts (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    );
    CREATE TABLE items (
        item TEXT PRIMARY KEY,
        local_number TEXT NOT NULL,
        created TEXT NOT NULL,
        place TEXT NOT NULL,
        kind TEXT NOT NULL,
        urgent INTEGER NOT NULL,
        state TEXT NOT NULL,
        since TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0,
        next_at TEXT NOT NULL,
        released INTEGER NOT NULL DEFAULT 0,
        case_number TEXT,
        query_code TEXT,
        registered_at TEXT
    );
    CREATE INDEX unsettled ON items (urgent DESC, created) WHERE state IN ('saved', 'sending', 'delivered');
    CREATE TABLE moves (
        item TEXT NOT NULL REFERENCES items,
        state TEXT NOT NULL,
        at TEXT NOT NULL,
        reason TEXT NOT NULL
    );
    CREATE INDEX moves_of_item ON moves (item);
    CREATE TABLE parts (
        item TEXT NOT NULL REFERENCES items,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        sent INTEGER NOT NULL DEFAULT 0,
        upload TEXT NOT NULL DEFAULT '',
        token TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (item, name)
    );
    CREATE TABLE drafts (
        id TEXT PRIMARY KEY,
        agent TEXT NOT NULL,
        updated TEXT NOT NULL,
        content BLOB NOT NULL
    );
    """,
    """
    CREATE TABLE agents (
        number TEXT PRIMARY KEY,
        salt BLOB NOT NULL,
        mark BLOB NOT NULL,
        agent TEXT NOT NULL,
        misses INTEGER NOT NULL DEFAULT 0,
        shut_until TEXT NOT NULL DEFAULT ''
    );
    """,
    """
    CREATE TABLE passed (
        number INTEGER PRIMARY KEY,
        item TEXT NOT NULL,
        step TEXT NOT NULL,
        at TEXT NOT NULL,
        due TEXT
    );
    CREATE INDEX passed_of_item ON passed (item);
    """,
    "ALTER TABLE items ADD COLUMN earlier TEXT",
    "ALTER TABLE items ADD COLUMN promised TEXT",
    """
    CREATE TABLE slips (
        filing TEXT PRIMARY KEY,
        times INTEGER NOT NULL
    );
    """,
    """
    DROP INDEX unsettled;
    ALTER TABLE items DROP COLUMN urgent;
    CREATE INDEX unsettled ON items (created) WHERE state IN ('saved', 'sending', 'delivered');
    DROP TABLE drafts;
    """,
    "ALTER TABLE items ADD COLUMN signature TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE agents RENAME TO agents_before",
    """
    ALTER TABLE passed ADD COLUMN action TEXT NOT NULL DEFAULT '';
    ALTER TABLE passed ADD COLUMN organ TEXT NOT NULL DEFAULT '';
    """,
    "ALTER TABLE items ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE people (
        id TEXT PRIMARY KEY,
        agent TEXT NOT NULL,
        arrived INTEGER NOT NULL,
        content BLOB NOT NULL
    );
    CREATE INDEX people_of_agent ON people (agent);
    """,
    """
    CREATE TABLE agent_records (
        number INTEGER PRIMARY KEY,
        agent TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        content BLOB NOT NULL,
        UNIQUE (agent, kind, id)
    );
    """,
    """
    CREATE TABLE drafts (
        id TEXT PRIMARY KEY,
        agent TEXT NOT NULL,
        changed TEXT NOT NULL,
        content BLOB NOT NULL
    );
    CREATE INDEX drafts_of_agent ON drafts (agent, changed);
    CREATE TABLE draft_parts (
        draft TEXT NOT NULL REFERENCES drafts ON DELETE CASCADE,
        name TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (draft, name)
    );
    """,
)
