"""The prose as a reader takes it in: sentences in their order, and the numbers and dates they state."""
