package dev.fairlead.routing.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.Deadline;
import dev.fairlead.DeadlineExceededException;
import dev.fairlead.Inquiry;
import dev.fairlead.Question;
import dev.fairlead.Route;
import dev.fairlead.RoutePath;
import dev.fairlead.Router;
import dev.fairlead.Scope;
import dev.fairlead.routing.IntentRouter;
import dev.fairlead.routing.OnnxTextEncoder;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.rag.query.router.DefaultQueryRouter;
import dev.langchain4j.rag.query.router.QueryRouter;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueryRoutingTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final ContentRetriever CONTRACTS = query -> List.of(Content.from("the rent is due on the first"));
    private static OnnxTextEncoder encoder;
    private static IntentRouter router;

    private static Collection<ContentRetriever> where(Route route) {
        return route.path() == RoutePath.GROUNDED ? List.of(CONTRACTS) : List.of();
    }

    @BeforeAll
    static void open() {
        encoder = OnnxTextEncoder.bgeSmall();
        router = IntentRouter.standard(encoder);
    }

    @AfterAll
    static void close() {
        router.close();
        encoder.close();
    }

    @Test
    void a_question_about_documents_is_retrieved_for_and_a_greeting_is_not() {
        QueryRouter queries = QueryRouting.asQueryRouter(router, QueryRoutingTest::where, LONG);

        assertEquals(List.of(CONTRACTS), queries.route(Query.from("Does the Acme NDA allow sublicensing?")));
        assertEquals(List.of(), queries.route(Query.from("good morning!")));
    }

    @Test
    void an_augmentor_adds_content_where_the_route_says_so() {
        DefaultRetrievalAugmentor augmentor = DefaultRetrievalAugmentor.builder()
                .queryRouter(QueryRouting.asQueryRouter(router, QueryRoutingTest::where, LONG))
                .build();
        UserMessage asked = UserMessage.from("Does the Acme NDA allow sublicensing?");
        UserMessage greeted = UserMessage.from("good morning!");

        assertEquals(1, augmentor.augment(request(asked)).contents().size());
        assertEquals(greeted, augmentor.augment(request(greeted)).chatMessage());
    }

    private static AugmentationRequest request(UserMessage message) {
        return new AugmentationRequest(message, Metadata.from(message, "chat", List.of(AiMessage.from("hello"))));
    }

    @Test
    void a_decision_that_takes_too_long_says_so() {
        QueryRouter queries = QueryRouting.asQueryRouter(router, QueryRoutingTest::where, Duration.ofNanos(1));

        assertThrows(DeadlineExceededException.class, () -> queries.route(Query.from("when is the rent due?")));
    }

    private static Route route(Router other, Set<RoutePath> available) {
        return other.route(Inquiry.of(Question.of("hello"), Scope.none(), Deadline.never()), available)
                .route();
    }

    @Test
    void a_router_of_langchain4j_that_wants_something_retrieved_leads_to_the_documents() {
        Router other = QueryRouting.asRouter(new DefaultQueryRouter(CONTRACTS));

        Route route = route(other, EnumSet.allOf(RoutePath.class));

        assertEquals(RoutePath.GROUNDED, route.path());
        assertTrue(route.ground().reason().endsWith("retrievers: 1"));
    }

    @Test
    void one_that_wants_nothing_is_direct_only_where_the_host_has_that() {
        Router other = QueryRouting.asRouter(query -> List.of());

        assertEquals(
                RoutePath.DIRECT, route(other, EnumSet.allOf(RoutePath.class)).path());
        assertEquals(
                RoutePath.GROUNDED, route(other, EnumSet.of(RoutePath.GROUNDED)).path());
    }
}
