package io.clavis.auth;

import java.util.List;

/** What a user passed in earlier requests, as a receipt tells. */
@FunctionalInterface
interface EarlierMethods {
    /** The methods; 401 where what tells them is not good, or another user's. */
    List<String> of(String userId);
}
