package io.clavis.db;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Turns a statement's failure into the typed one where it happens. */
final class StatementListener implements ExecuteListener {
    @Override
    public void exception(ExecuteContext context) {
        var failure = context.sqlException();
        if (failure != null) {
            SqlFailures.of(failure).ifPresent(context::exception);
        }
    }
}
