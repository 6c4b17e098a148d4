"""The workflows: read, linted, and their steps run in clean clones."""
