package io.clavis.trust;

import java.time.Instant;
import java.util.Optional;

/**
 * Which of the trusts that are deleted, or ended before a moment, are to be forgotten: those that have all that is named
 * here.
 */
public record TrustFlush(
        Optional<String> projectId,
        Optional<String> trustorUserId,
        Optional<String> trusteeUserId,
        Instant endedBefore) {}
