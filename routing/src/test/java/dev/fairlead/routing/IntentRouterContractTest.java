package dev.fairlead.routing;

import dev.fairlead.Router;

/** The router that ships. */
final class IntentRouterContractTest extends RouterContract {
    @Override
    protected Router open() {
        return IntentRouter.standard(Samples.encoder());
    }
}
