"""Money: reconciling with banks and gateways, refunds, receipts, reports, accounts."""
