"""The schemas of older versions, name to statement, as ``tables.SCHEMA`` was: by them their files are recognised."""

VERSION_1 = {
    "authors": 'CREATE TABLE "authors" ("id" TEXT NOT NULL, "name" TEXT NOT NULL, PRIMARY KEY ("id")) STRICT',
    "findings": (
        'CREATE TABLE "findings" ("id" TEXT NOT NULL, "level" TEXT NOT NULL, "code" TEXT NOT NULL, '
        '"where" TEXT NOT NULL, "text" TEXT NOT NULL, "decision" TEXT NOT NULL, PRIMARY KEY ("id")) '
        "STRICT"
    ),
    "history": (
        'CREATE TABLE "history" ("seq" INTEGER NOT NULL, "step" INTEGER NOT NULL, "label" TEXT NOT NULL, '
        '"at" TEXT NOT NULL, "who" TEXT NOT NULL, "dropped" INTEGER NOT NULL, "bulk" INTEGER NOT NULL, '
        '"changes" TEXT NOT NULL, PRIMARY KEY ("seq")) STRICT'
    ),
    "info": 'CREATE TABLE "info" ("id" TEXT NOT NULL, "title" TEXT NOT NULL, PRIMARY KEY ("id")) STRICT',
    "placements": (
        'CREATE TABLE "placements" ("node" TEXT NOT NULL, "x" ANY NOT NULL, "y" ANY NOT NULL, PRIMARY '
        'KEY ("node")) STRICT'
    ),
    "positions": (
        'CREATE TABLE "positions" ("node" TEXT NOT NULL, "x" ANY NOT NULL, "y" ANY NOT NULL, "pinned" '
        'INTEGER NOT NULL, PRIMARY KEY ("node")) STRICT'
    ),
    "posts": (
        'CREATE TABLE "posts" ("id" TEXT NOT NULL, "source" TEXT, "native_id" TEXT, "author" TEXT, '
        '"parent" TEXT, "parent_basis" TEXT NOT NULL, "parent_confidence" ANY, "position" INTEGER NOT '
        'NULL, "posted_at" TEXT, "edited_at" TEXT, "status" TEXT NOT NULL, "title" TEXT NOT NULL, "text" '
        'TEXT NOT NULL, "permalink" TEXT, "score" ANY, "blocks" TEXT NOT NULL, PRIMARY KEY ("id")) '
        "STRICT"
    ),
    "provisions": (
        'CREATE TABLE "provisions" ("id" TEXT NOT NULL, "parent" TEXT, "citation" TEXT NOT NULL, "title" '
        'TEXT NOT NULL, "position" INTEGER NOT NULL, "versions" TEXT NOT NULL, PRIMARY KEY ("id")) '
        "STRICT"
    ),
    "quotes": (
        'CREATE TABLE "quotes" ("id" TEXT NOT NULL, "post" TEXT NOT NULL, "start" INTEGER NOT NULL, '
        '"end" INTEGER NOT NULL, "of_post" TEXT, "of_start" INTEGER, "of_end" INTEGER, "basis" TEXT NOT '
        'NULL, "similarity" ANY NOT NULL, "decided_by" TEXT NOT NULL, PRIMARY KEY ("id")) STRICT'
    ),
    "relations": (
        'CREATE TABLE "relations" ("id" TEXT NOT NULL, "kind" TEXT NOT NULL, "sources" TEXT NOT NULL, '
        '"target" TEXT NOT NULL, "versions" TEXT NOT NULL, "extent" TEXT, PRIMARY KEY ("id")) STRICT'
    ),
    "sources": (
        'CREATE TABLE "sources" ("id" TEXT NOT NULL, "name" TEXT NOT NULL, "format" TEXT NOT NULL, '
        '"sha256" TEXT NOT NULL, "imported_at" TEXT, "content" BLOB, "spans" TEXT NOT NULL, PRIMARY KEY '
        '("id")) STRICT'
    ),
    "state": (
        'CREATE TABLE "state" ("id" INTEGER NOT NULL, "cursor" INTEGER NOT NULL, "revision" INTEGER NOT '
        'NULL, "content" TEXT NOT NULL, PRIMARY KEY ("id")) STRICT'
    ),
    "statements": (
        'CREATE TABLE "statements" ("id" TEXT NOT NULL, "kind" TEXT NOT NULL, "gist" TEXT NOT NULL, '
        '"passages" TEXT NOT NULL, "topics" TEXT NOT NULL, "burden" TEXT NOT NULL, "note" TEXT NOT NULL, '
        'PRIMARY KEY ("id")) STRICT'
    ),
    "topics": (
        'CREATE TABLE "topics" ("id" TEXT NOT NULL, "parent" TEXT, "name" TEXT NOT NULL, "colour" TEXT '
        'NOT NULL, "definition" TEXT NOT NULL, PRIMARY KEY ("id")) STRICT'
    ),
}
