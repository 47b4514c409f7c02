"""Cryptography shared by terminal and platform: sealing, signatures, and the hash-chained journal."""
