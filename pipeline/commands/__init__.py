"""Commands of the command line, a file for each subject; `pipeline.cli` registers them."""
