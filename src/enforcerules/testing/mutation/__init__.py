"""Mutants of rules: small changes that some example should notice. The program is changed in memory, never a file."""
