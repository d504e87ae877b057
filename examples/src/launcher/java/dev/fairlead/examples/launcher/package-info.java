/**
 * What an old java meets first: {@link dev.fairlead.examples.launcher.Launcher} finds a Java of at least 21 and runs the
 * real main class on it. Java 11 source level; uses nothing but the JDK.
 */
package dev.fairlead.examples.launcher;
