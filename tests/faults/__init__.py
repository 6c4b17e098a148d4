"""Faults injected into real runs: what an attacker writes, what a machine does, and what must hold then.

`python -m tests.faults` runs all and prints the matrix; the tests run those that take no time.
"""
