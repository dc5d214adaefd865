package io.clavis.crypto.token;

import java.time.Instant;

/** A token that one of our keys sealed, perhaps expired; {@code issuedAt} is in whole seconds. */
public record IssuedToken(TokenPayload payload, Instant issuedAt) {}
