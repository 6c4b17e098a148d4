"""The values every stage speaks of: nodes, facts, references, diagnostics and the stages themselves."""
