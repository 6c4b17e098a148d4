"""The values of all stages: nodes, facts, references, diagnostics and the stages' results."""
