"""Parity: what a finished file says against what its edition states, passage by passage."""
