"""A house's own look: `_brand.yml` and the folder `styles` of a project, read and put together."""
