"""Builds on a Dask cluster: what travels to workers and back, and who may build."""
