package dev.fairlead.benchmarks.peers.work;

/**
 * A passage as a search found it.
 *
 * @param id its id
 * @param text its text
 * @param tenant whose it is
 */
public record Found(String id, String text, String tenant) {}
