package io.clavis.crypto.token;

import java.time.Instant;

/** A receipt that one of our keys sealed, perhaps expired; {@code issuedAt} is in whole seconds. */
public record IssuedReceipt(ReceiptPayload payload, Instant issuedAt) {}
