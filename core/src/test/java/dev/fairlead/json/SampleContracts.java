package dev.fairlead.json;

/** Small contracts for tests. */
final class SampleContracts {
    static final String SUPPLY = """
            SUPPLY AGREEMENT

            This Supply Agreement is made and entered into as of January 5, 2019 (the "Effective Date") by and between Acme Tools, Inc., a Delaware corporation ("Supplier"), and Borealis Machines LLC, a company of Ohio ("Buyer").

            1. Term. The initial term of this Agreement is three (3) years from the Effective Date. It shall automatically renew for successive one (1) year periods unless either party gives written notice of non-renewal at least ninety (90) days prior to the end of the then-current term.

            2. Price. Buyer shall pay a monthly fee of US$12,500 for the Products. Invoices are payable within thirty (30) days after receipt.

            3. Licence. Supplier grants Buyer a non-exclusive licence to use the drawings. Buyer shall not sublicense the drawings.

            4. Liability. In no event shall the aggregate liability of Supplier exceed five hundred thousand dollars ($500,000).

            5. Law. This Agreement shall be governed by and construed in accordance with the laws of the State of New York, without regard to its conflict of laws rules.
            """;

    static final String LEASE = """
            LEASE

            This Lease is made on the 12th day of September, 2024 between Lanternhouse Care Group PLC (the "Landlord") and Perrowick Systems Limited (the "Tenant").

            The Landlord may end this Lease on six months' written notice. It is governed by the law of Scotland.
            """;

    private SampleContracts() {}
}
