"""The prose as a reader reads it: sentences in their order, and the numbers and dates they state."""
