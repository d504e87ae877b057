package dev.fairlead.retrieval.lucene;

import dev.fairlead.Access;
import dev.fairlead.Scope;
import dev.fairlead.text.ContentHash;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;

/**
 * The exact terms that say who may see a passage and what its document's facts are. A name that is followed by another is
 * preceded by its length, so that no choice of names can make two different pairs one term.
 */
final class LuceneTerms {
    /** Longer terms are replaced by their SHA-256, since Lucene bounds a term and nobody reads these. */
    private static final int MAX_TERM_BYTES = 400;

    private LuceneTerms() {}

    /** What an undeclared document carries. */
    static BytesRef undeclared() {
        return new BytesRef("u");
    }

    static List<BytesRef> of(Access access) {
        List<BytesRef> terms = new ArrayList<>();
        if (access.isUndeclared()) {
            terms.add(undeclared());
        }
        if (access.wholeTenant()) {
            terms.add(term("t", tenant(access.tenant())));
        }
        access.principals().forEach(principal -> terms.add(term("p", tenant(access.tenant()) + principal)));
        return terms;
    }

    /** Any one of these admits the scope, undeclared documents left aside. */
    static List<BytesRef> of(Scope scope) {
        List<BytesRef> terms = new ArrayList<>();
        if (scope.tenant().isPresent()) {
            terms.add(term("t", tenant(scope.tenant())));
        }
        scope.principals().forEach(principal -> terms.add(term("p", tenant(scope.tenant()) + principal)));
        return terms;
    }

    /** A fact as one term, tagged by its type, so that the text "1" is not the number 1. */
    static BytesRef fact(String key, Object value) {
        String prefix = key.length() + ":" + key;
        return switch (value) {
            case String text -> term("s", prefix + text);
            case Boolean flag -> term("b", prefix + flag);
            case LocalDate date -> term("d", prefix + date.toEpochDay());
            case Double number -> term("n", prefix + Long.toHexString(Double.doubleToLongBits(number)));
            default ->
                throw new IllegalArgumentException(
                        "a fact cannot be a " + value.getClass().getName());
        };
    }

    static byte[] sha256(byte[] bytes) {
        return ContentHash.sha256().digest(bytes);
    }

    private static String tenant(Optional<String> tenant) {
        return tenant.map(name -> name.length() + ":" + name).orElse("-");
    }

    private static BytesRef term(String tag, String content) {
        byte[] bytes = (tag + content).getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_TERM_BYTES) {
            return new BytesRef(bytes);
        }
        byte[] hash = sha256(bytes);
        byte[] term = new byte[hash.length + 1];
        term[0] = '#';
        System.arraycopy(hash, 0, term, 1, hash.length);
        return new BytesRef(term);
    }
}
