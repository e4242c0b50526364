package dev.multifd.peer;

import dev.multifd.migration.Scenario;

/**
 * A scenario, and who is at its ends.
 *
 * @param scenario the guest, and how it is sent; a QEMU knows no dispatch, scanner, packing or
 *     presence map
 */
public record PeerScenario(Scenario scenario, PeerEnd source, PeerEnd destination) {}
