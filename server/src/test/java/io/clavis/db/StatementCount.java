package io.clavis.db;

import io.clavis.config.DatabaseUrl;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sql.DataSource;

/** Counts the SQL statements that a database executes, whoever sends them: jOOQ or plain JDBC. */
public final class StatementCount {
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final Set<String> ignored;

    public StatementCount() {
        this.ignored = Set.of();
    }

    /** Counts all but what threads of these names send. */
    public StatementCount(Set<String> ignoredThreads) {
        this.ignored = ignoredThreads;
    }

    /** Opens a database whose statements are counted here. */
    public Database open(DatabaseUrl url) {
        return Database.open(url, TestDatabase.SETTINGS, InstantSource.system(), this::watched);
    }

    /** How many statements were executed since the last {@link #reset}. */
    public int count() {
        return statements.size();
    }

    /** Their texts, in order. */
    public List<String> statements() {
        return List.copyOf(statements);
    }

    public void reset() {
        statements.clear();
    }

    private DataSource watched(DataSource pool) {
        return proxy(
                DataSource.class,
                pool,
                "",
                connection -> connection instanceof Connection real ? watched(real) : connection);
    }

    private Connection watched(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    Object result = call(connection, method, arguments);
                    if (result instanceof PreparedStatement prepared) {
                        return proxy(PreparedStatement.class, prepared, (String) arguments[0], Function.identity());
                    }
                    return result instanceof Statement plain
                            ? proxy(Statement.class, plain, "", Function.identity())
                            : result;
                });
    }

    private <T> T proxy(Class<T> type, T real, String sql, Function<Object, Object> results) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().startsWith("execute")
                            && !ignored.contains(Thread.currentThread().getName())) {
                        statements.add(arguments != null && arguments[0] instanceof String text ? text : sql);
                    }
                    return results.apply(call(real, method, arguments));
                }));
    }

    private static Object call(Object real, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
