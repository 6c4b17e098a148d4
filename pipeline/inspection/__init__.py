"""Inspection: a finished file is read back as passages, never with the library that wrote it."""
