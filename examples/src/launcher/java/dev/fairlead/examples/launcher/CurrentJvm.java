package dev.fairlead.examples.launcher;

/** Whether the JVM at hand can run the program as it is. */
final class CurrentJvm {
    private CurrentJvm() {}

    static boolean suits() {
        return Runtime.version().feature() >= JavaHome.OLDEST
                && ModuleLayer.boot().findModule(JavaHome.VECTOR_MODULE).isPresent()
                && nativeAccessEnabled();
    }

    /** By reflection: the question can be asked since Java 21 only. */
    private static boolean nativeAccessEnabled() {
        try {
            Module unnamed = CurrentJvm.class.getModule();
            return (Boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(unnamed);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
