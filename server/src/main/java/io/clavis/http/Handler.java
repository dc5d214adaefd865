package io.clavis.http;

/** What an operation does: takes the call apart, enforces its policy rule, asks the rules of its capability, replies. */
@FunctionalInterface
public interface Handler {
    Reply handle(Call call);
}
