package io.clavis.db;

/** An engine that tests can get databases from; each is named by a new SQLAlchemy URL. */
interface TestServer {
    /** A new database with nothing in it. */
    String empty();

    /** A new database with the whole schema. */
    String migrated();
}
