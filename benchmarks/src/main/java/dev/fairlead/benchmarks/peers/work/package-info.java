/**
 * What runs in the virtual machine of each peer: the same work for all, on the JDK alone, so that it shares a class path with
 * any library. Entry type: {@link dev.fairlead.benchmarks.peers.work.Work}.
 */
@NullMarked
package dev.fairlead.benchmarks.peers.work;

import org.jspecify.annotations.NullMarked;
