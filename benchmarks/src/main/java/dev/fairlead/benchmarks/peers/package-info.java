/**
 * Fairlead beside other Java stores: the same passages, vectors and questions, one virtual machine a peer. Entry type:
 * {@link dev.fairlead.benchmarks.peers.Peers}.
 */
@NullMarked
package dev.fairlead.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
