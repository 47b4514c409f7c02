"""Items are taken in, each once: the ledger, the sealed files, limits, what came by stick, what was filed before."""
