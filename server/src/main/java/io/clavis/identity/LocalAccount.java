package io.clavis.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lets a user log in by name and password: a row of table local_user.
 *
 * @param failedAuthCount wrong passwords since the last right one
 * @param failedAuthAt when the last wrong one came
 */
record LocalAccount(int id, int failedAuthCount, @Nullable Instant failedAuthAt) {}
