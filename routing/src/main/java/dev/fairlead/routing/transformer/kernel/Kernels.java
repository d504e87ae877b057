package dev.fairlead.routing.transformer.kernel;

/** Chooses the loops, once. */
final class Kernels {
    private static final String MODULE = "jdk.incubator.vector";
    private static final Kernel FASTEST =
            choose(ModuleLayer.boot().findModule(MODULE).isPresent());

    private Kernels() {}

    static Kernel fastest() {
        return FASTEST;
    }

    private static Kernel choose(boolean vectors) {
        if (vectors) {
            return Vectors.kernel();
        }
        System.getLogger(Kernels.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "training without the Vector API, whose matrix products are some 40 times faster: start the JVM with --add-modules "
                                + MODULE);
        return new PlainKernel();
    }

    /** A class of its own, so that nothing of the Vector API is looked up where its module is missing. */
    private static final class Vectors {
        private Vectors() {}

        static Kernel kernel() {
            return new VectorKernel();
        }
    }
}
