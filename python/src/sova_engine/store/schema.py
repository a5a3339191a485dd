"""engine.db, step by step. Append only: a step that was released is never edited."""

from __future__ import annotations

APPLICATION_ID = 0x534F5641
"""'SOVA': a database of another program is refused."""

STEPS: tuple[str, ...] = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

    CREATE TABLE documents (
      number    INTEGER PRIMARY KEY AUTOINCREMENT,
      id        TEXT NOT NULL,
      workspace TEXT NOT NULL,
      sha256    TEXT NOT NULL,
      name      TEXT NOT NULL,
      path      TEXT NOT NULL,
      type      TEXT,
      view      TEXT,
      unit      TEXT,
      pages     INTEGER,
      visible   INTEGER NOT NULL DEFAULT 0,
      UNIQUE (workspace, id)
    ) STRICT;

    CREATE TABLE pages (
      document    INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
      number      INTEGER NOT NULL,
      label       TEXT,
      outcome     TEXT NOT NULL,
      confidence  REAL,
      quality     REAL,
      reason_code TEXT,
      reason      TEXT,
      language    TEXT,
      width       REAL,
      height      REAL,
      text        TEXT NOT NULL,
      headings    TEXT NOT NULL,
      structure   BLOB NOT NULL,
      boxes       BLOB,
      PRIMARY KEY (document, number)
    ) STRICT;

    CREATE TABLE passages (
      number       INTEGER PRIMARY KEY AUTOINCREMENT,
      id           TEXT NOT NULL UNIQUE,
      document     INTEGER NOT NULL,
      page         INTEGER NOT NULL,
      start        INTEGER NOT NULL,
      "end"        INTEGER NOT NULL,
      text         TEXT NOT NULL,
      index_text   TEXT,
      heading_path TEXT NOT NULL,
      language     TEXT,
      sentences    TEXT NOT NULL,
      hash         BLOB NOT NULL,
      indexed      INTEGER NOT NULL DEFAULT 0,
      FOREIGN KEY (document, page) REFERENCES pages ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX passages_by_page ON passages (document, page, start);
    CREATE INDEX passages_by_hash ON passages (hash);

    CREATE TABLE embedders (
      number     INTEGER PRIMARY KEY,
      id         TEXT NOT NULL UNIQUE,
      dimensions INTEGER NOT NULL,
      builtin    INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE vectors (
      hash     BLOB NOT NULL,
      embedder INTEGER NOT NULL REFERENCES embedders ON DELETE CASCADE,
      data     BLOB NOT NULL,
      PRIMARY KEY (hash, embedder)
    ) STRICT;

    CREATE TABLE pending (
      passage  INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
      embedder INTEGER NOT NULL REFERENCES embedders ON DELETE CASCADE,
      PRIMARY KEY (embedder, passage)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pending_by_passage ON pending (passage);

    CREATE TABLE removals (
      workspace TEXT NOT NULL,
      embedder  INTEGER NOT NULL REFERENCES embedders ON DELETE CASCADE,
      passage   TEXT NOT NULL,
      PRIMARY KEY (workspace, embedder, passage)
    ) STRICT, WITHOUT ROWID;

    CREATE VIRTUAL TABLE lexical USING fts5 (
      scope, tokens, content = '', contentless_delete = 1, tokenize = "ascii tokenchars '~_'"
    );
    CREATE VIRTUAL TABLE lexical_terms USING fts5vocab (lexical, row);
    """,
    """
    CREATE VIRTUAL TABLE lexical_instances USING fts5vocab (lexical, instance);

    CREATE TABLE words (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;

    CREATE TABLE passage_words (
      passage INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE,
      words   BLOB NOT NULL
    ) STRICT;
    """,
    """
    ALTER TABLE vectors ADD COLUMN sparse BLOB;
    """,
)
"""``documents.visible`` is what search goes by: it turns to 1 once, when everything is in.

``passages.text`` repeats its part of the page, for pages of some formats are whole books;
``index_text`` is null where it is the same. ``passages.hash`` names what was embedded;
equal passages share their vectors.
``vectors.sparse``: token numbers (uint32), then their weights (float16); null where the
embedder gives none.
``pending`` and ``removals`` are the debts to the vector store: a passage has its vector
there or stands here.

``lexical`` holds no text, only tokens made by ``sova_engine.lexical``; ``scope`` names the
workspace and the document of the passage.

``passage_words`` has the different words of a passage's text as numbers of ``words``
(uint32): what ``retrieval.word_match`` looks at, without cutting the text up again.
"""
