#!/usr/bin/python3
"""Makes a database with the real Keystone's own migrations, at a release's revisions, and prints its schema as text.

Needs Keystone (30.0) with its Python modules, and the driver of the engine:
    upstream-shapes.py URL POINT
The text comes from running the query ../resources/io/clavis/db/shape/ENGINE.sql with the engine's own client:
    sqlite3 FILE < sqlite.sql; mariadb -N -r DB < mariadb.sql; psql -At -f postgresql.sql DB
POINT is one of:
"""
import sys

import keystone.conf
from alembic import command
from keystone.common import sql
from keystone.common.sql import upgrades
from oslo_db import options

POINTS = {
    "22.0": ["29e87d24a316", "e25ffa003242"],
    "27.0": ["47147121", "c88cdce8f248"],
    "30.0-expanded": ["742c857f1dfb"],
    "30.0": ["742c857f1dfb", "c88cdce8f248"],
}


def main(url, point):
    options.set_defaults(keystone.conf.CONF)
    keystone.conf.configure()
    keystone.conf.CONF([], project="keystone")
    keystone.conf.CONF.set_override("connection", url, "database")
    config = upgrades.get_alembic_config()
    with sql.session_for_write() as session:
        engine = session.get_bind()
    for revision in POINTS[point]:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)


if len(sys.argv) != 3 or sys.argv[2] not in POINTS:
    sys.exit(__doc__ + "    " + "\n    ".join(POINTS))
main(*sys.argv[1:])
