package dev.fairlead.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fairlead.EncodingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Hugging Face's {@code tokenizer.json} for models of the BERT family, and refuses by name whatever it would not
 * reproduce exactly. Its truncation and padding entries are ignored: length is the encoder's business.
 */
final class TokenizerFile {
    private final String name;
    private final JsonNode root;

    private TokenizerFile(String name, JsonNode root) {
        this.name = name;
        this.root = root;
    }

    /**
     * Reads a tokenizer.
     *
     * @param json the file's content
     * @param name the file's name, for messages
     * @throws EncodingException if the content is no JSON, or asks for something this tokenizer does not do
     */
    static WordPieceTokenizer read(byte[] json, String name) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new EncodingException("tokenizer " + name + " is not valid JSON: " + firstLine(e), e);
        }
        return new TokenizerFile(name, root).tokenizer();
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no details");
    }

    private WordPieceTokenizer tokenizer() {
        JsonNode model = root.path("model");
        require("model.type", model.path("type").asText("WordPiece"), "WordPiece");
        require("pre_tokenizer.type", root.path("pre_tokenizer").path("type").asText("none"), "BertPreTokenizer");
        Map<String, Integer> ids = vocabulary(model.path("vocab"));
        String unknown = model.path("unk_token").asText("[UNK]");
        Integer unknownId = ids.get(unknown);
        if (unknownId == null) {
            throw broken("its vocabulary lacks the unknown token '" + unknown + "'");
        }
        int maxWordLength = model.path("max_input_chars_per_word").asInt(100);
        if (maxWordLength < 1 || maxWordLength > 10_000) {
            throw broken("max_input_chars_per_word must be in [1, 10000], was " + maxWordLength);
        }
        String prefix = model.path("continuing_subword_prefix").asText("##");
        return new WordPieceTokenizer(
                WordPieceVocabulary.of(ids, unknownId, prefix), normalizer(), maxWordLength, template(ids), added());
    }

    private Map<String, Integer> vocabulary(JsonNode vocab) {
        if (!vocab.isObject() || vocab.isEmpty()) {
            throw broken("model.vocab is missing or empty");
        }
        Map<String, Integer> ids = HashMap.newHashMap(vocab.size());
        vocab.properties().forEach(entry -> {
            if (!entry.getValue().isInt() || entry.getValue().intValue() < 0) {
                throw broken("the id of '" + entry.getKey() + "' is not a number of at least 0");
            }
            ids.put(entry.getKey(), entry.getValue().intValue());
        });
        return ids;
    }

    private BertNormalizer normalizer() {
        JsonNode normalizer = root.path("normalizer");
        require("normalizer.type", normalizer.path("type").asText("none"), "BertNormalizer");
        boolean lowercase = normalizer.path("lowercase").asBoolean(true);
        JsonNode strip = normalizer.path("strip_accents");
        return new BertNormalizer(
                normalizer.path("clean_text").asBoolean(true),
                normalizer.path("handle_chinese_chars").asBoolean(true),
                strip.isBoolean() ? strip.booleanValue() : lowercase,
                lowercase);
    }

    private WordPieceTokenizer.Template template(Map<String, Integer> ids) {
        JsonNode processor = root.path("post_processor");
        String type = processor.path("type").asText("none");
        if (type.equals("BertProcessing")) {
            return new WordPieceTokenizer.Template(
                    List.of(processor.path("cls").path(1).asInt()),
                    List.of(processor.path("sep").path(1).asInt()));
        }
        require("post_processor.type", type, "TemplateProcessing");
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        List<Integer> current = before;
        for (JsonNode piece : processor.path("single")) {
            if (piece.has("Sequence")) {
                current = after;
            } else {
                current.add(special(piece.path("SpecialToken").path("id").asText(), ids));
            }
        }
        if (before.isEmpty()) {
            throw broken("post_processor.single puts no token before the text");
        }
        return new WordPieceTokenizer.Template(before, after);
    }

    private int special(String token, Map<String, Integer> ids) {
        JsonNode listed = root.path("post_processor")
                .path("special_tokens")
                .path(token)
                .path("ids")
                .path(0);
        Integer id = listed.isInt() ? Integer.valueOf(listed.intValue()) : ids.get(token);
        if (id == null) {
            throw broken("its special token '" + token + "' has no id");
        }
        return id;
    }

    private List<WordPieceTokenizer.AddedToken> added() {
        List<WordPieceTokenizer.AddedToken> added = new ArrayList<>();
        for (JsonNode token : root.path("added_tokens")) {
            String content = token.path("content").asText();
            for (String flag : List.of("single_word", "lstrip", "rstrip", "normalized")) {
                if (token.path(flag).asBoolean(false)) {
                    throw broken("its added token '" + content + "' asks for " + flag + ", which is not supported");
                }
            }
            if (!content.isEmpty()) {
                added.add(new WordPieceTokenizer.AddedToken(
                        content, token.path("id").asInt()));
            }
        }
        // Where two begin alike the longer one wins, as in the reference.
        added.sort(Comparator.comparingInt(
                        (WordPieceTokenizer.AddedToken token) -> token.content().length())
                .reversed());
        return added;
    }

    private void require(String setting, String value, String supported) {
        if (!value.equals(supported)) {
            throw broken(setting + " is '" + value + "', only '" + supported + "' is supported");
        }
    }

    private EncodingException broken(String what) {
        return new EncodingException("tokenizer " + name + ": " + what);
    }
}
