"""Cryptography that terminal and platform must do alike: sealing, signing, fingerprints, hash-chained audit logs."""
