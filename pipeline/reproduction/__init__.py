"""Reproduction: an article built again in other surroundings; its artifacts must have the same bytes."""
