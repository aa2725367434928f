"""The evidence of the project: what is measured for ``docs/benchmarks.md``, and how it is shown."""
